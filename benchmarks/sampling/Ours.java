import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.Decoder;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.StopRule;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.model.vector.VectorEngine;

/**
 * Our side of the benchmark: samples from a checkpoint folder, fixed length.
 * Arguments: folder threads samples promptTokens newTokens seconds
 */
public final class Ours {
  public static void main(String[] a) throws Exception {
    int threads = Integer.parseInt(a[1]);
    int samples = Integer.parseInt(a[2]);
    int prompt = Integer.parseInt(a[3]);
    int fresh = Integer.parseInt(a[4]);
    double seconds = Double.parseDouble(a[5]);
    long start = System.nanoTime();
    Checkpoint checkpoint = Checkpoint.read(Path.of(a[0]));
    Engine engine = new VectorEngine(checkpoint, threads);
    double load = (System.nanoTime() - start) * 1e-9;
    Decoder decoder = new Decoder(engine, new Words(checkpoint.config().vocabSize()), 4L << 30);
    var options = new GenerationOptions(0.8, 1, 0, fresh, 1, StopRule.NONE);
    var request = List.of(new GenerationRequest("x".repeat(prompt), 1, 0, samples));
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double best = 0;
    double bestCpu = 0;
    int runs = 0;
    do {
      long wall = System.nanoTime();
      long cpu = cpu();
      decoder.generate(request, options, (r, i, g) -> {});
      double tokens = (double) samples * fresh;
      best = Math.max(best, tokens / ((System.nanoTime() - wall) * 1e-9));
      bestCpu = Math.max(bestCpu, tokens / ((cpu() - cpu) * 1e-9));
      runs++;
      System.err.printf("run %d: %.1f tokens/s, cpu %.1f%n", runs, tokens / ((System.nanoTime() - wall) * 1e-9), tokens / ((cpu() - cpu) * 1e-9));
    } while (System.nanoTime() < end);
    System.out.printf(
        "{\"engine\": \"ilf4j\", \"threads\": %d, \"tokens_per_s\": %.1f, \"tokens_per_cpu_s\": %.1f, \"load_s\": %.2f, \"runs\": %d}%n",
        threads, best, bestCpu, load, runs);
    engine.close();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** One id for each character; no end-of-text is ever drawn. */
  record Words(int size) implements Tokenizer {
    public int[] encode(String text) {
      return text.chars().map(c -> c % size).toArray();
    }

    public String decode(int... ids) {
      return "x".repeat(ids.length);
    }

    public int eosId() {
      return size;
    }

    public String token(int id) {
      return "x";
    }

    public void save(Path folder) {}
  }
}
