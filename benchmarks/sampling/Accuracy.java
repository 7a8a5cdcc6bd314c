import java.util.List;
import org.ilf4j.judge.Judge;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.practice.Practice;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.sample.Sampler;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/**
 * What a precision costs in accuracy, for codegen-nano on practice Test: logits on the tasks'
 * prompts and gold programs against float32's, the programs' perplexity, and pass@1 of samples.
 * Prints a table. Argument: samples per task, 10 if left out.
 */
public final class Accuracy {
  private final Tasks tasks = Practice.load().test();
  private final CodeGen exact = CodeGen.load("nano");
  private final int samples;

  private Accuracy(int samples) {
    this.samples = samples;
  }

  public static void main(String[] a) {
    Accuracy accuracy = new Accuracy(a.length == 0 ? 10 : Integer.parseInt(a[0]));
    System.out.printf(
        "%s, %d tasks of practice Test, %d samples each at temperature 0.8%n%n",
        accuracy.exact.name(), accuracy.tasks.size(), accuracy.samples);
    System.out.println(
        "| weights | largest logit difference | mean | same likeliest token | perplexity of gold"
            + " programs | pass@1 |");
    System.out.println("|---|---|---|---|---|---|");
    for (Precision p : List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8)) {
      accuracy.row(p);
    }
  }

  private void row(Precision precision) {
    try (CodeGen model = exact.in(precision)) {
      double largest = 0;
      double sum = 0;
      long numbers = 0;
      long alike = 0;
      long positions = 0;
      double surprise = 0;
      long tokens = 0;
      for (Task task : tasks) {
        String prompt = PromptTemplate.mbpp().render(task).text();
        int[] ids = model.tokenizer().encode(prompt + task.code());
        float[][] expected = exact.engine().logits(ids);
        float[][] found = model.engine().logits(ids);
        for (int i = 0; i < ids.length; i++) {
          for (int j = 0; j < found[i].length; j++) {
            double difference = Math.abs(found[i][j] - expected[i][j]);
            largest = Math.max(largest, difference);
            sum += difference;
          }
          numbers += found[i].length;
          alike += likeliest(found[i]) == likeliest(expected[i]) ? 1 : 0;
        }
        positions += ids.length;
        var scored = model.tokenProbabilities(prompt, task.code());
        surprise -= scored.logProbability();
        tokens += scored.tokens().size();
      }
      var drawn = Sampler.of(model).perTask(samples).temperature(0.8).seed(1).sample(tasks);
      var passed = PassAtK.of(Judge.standard().judge(drawn), 1).at(1);
      System.out.printf(
          "| %s | %.4f | %.5f | %.2f %% | %.4f | %s |%n",
          precision,
          largest,
          sum / numbers,
          100.0 * alike / positions,
          Math.exp(surprise / tokens),
          passed);
    }
  }

  private static int likeliest(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }
}
