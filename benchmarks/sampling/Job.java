import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ilf4j.model.CodeGen;
import org.ilf4j.practice.Practice;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.sample.Sampler;
import org.ilf4j.task.Tasks;

/**
 * The paper's sampling job as a user runs it: codegen-nano, tasks of practice Test, stop rules on.
 * Arguments: folder threads samples, and how many tasks (all if left out). Leaves the model and every
 * tenth prompt in the folder for the peers, which take minutes for these.
 */
public final class Job {
  public static void main(String[] a) throws Exception {
    int samples = Integer.parseInt(a[2]);
    System.setProperty("ilf4j.threads", a[1]);
    Tasks test = Practice.load().test();
    long start = System.nanoTime();
    CodeGen model = CodeGen.load("nano");
    model.engine();
    double load = (System.nanoTime() - start) * 1e-9;
    leave(model, test, Path.of(a[0]));
    Sampler sampler = Sampler.of(model).perTask(samples).temperature(0.8).maxNewTokens(96).seed(1);
    for (long warm = System.nanoTime() + 3_000_000_000L; System.nanoTime() < warm; ) {
      sampler.perTask(2).sample(test.first(10));
    }
    Tasks asked = a.length > 3 ? test.first(Integer.parseInt(a[3])) : test;
    start = System.nanoTime();
    int drawn = sampler.sample(asked).size();
    double seconds = (System.nanoTime() - start) * 1e-9;
    System.out.printf(
        "{\"rate\": %.2f, \"drawn\": %d, \"load_s\": %.2f, \"peak_mb\": %d}%n",
        drawn / seconds, drawn, load, Ours.peak());
  }

  private static void leave(CodeGen model, Tasks test, Path folder) throws Exception {
    if (!Files.exists(folder.resolve("prompts.json"))) {
      model.save(folder.resolve("model"));
      List<int[]> prompts =
          IntStream.range(0, test.size() / 10)
              .mapToObj(i -> test.list().get(10 * i))
              .map(task -> model.tokenizer().encode(PromptTemplate.mbpp().render(task).text()))
              .toList();
      new ObjectMapper()
          .writeValue(folder.resolve("prompts.json").toFile(), prompts);
    }
  }
}
