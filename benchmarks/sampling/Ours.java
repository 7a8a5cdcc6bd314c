import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.Decoder;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.StopRule;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.djl.DjlEngine;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.model.vector.VectorEngine;

/**
 * Our side: the same job as peers.py, fixed length. Arguments: engine (see {@link
 * #engine}) checkpoint threads samples prompt new seconds. Short runs warm up
 * for three seconds; the best of the others is told.
 */
public final class Ours {
  public static void main(String[] a) throws Exception {
    int threads = Integer.parseInt(a[2]);
    int samples = Integer.parseInt(a[3]);
    int fresh = Integer.parseInt(a[5]);
    long start = System.nanoTime();
    Checkpoint checkpoint = Checkpoint.read(Path.of(a[1]));
    Engine engine = engine(a[0], checkpoint, threads);
    double load = (System.nanoTime() - start) * 1e-9;
    Decoder decoder = new Decoder(engine, new Words(checkpoint.config().vocabSize()));
    var options = new GenerationOptions(0.8, 1, 0, fresh, 1, StopRule.NONE);
    var prompt = "x".repeat(Integer.parseInt(a[4]));
    var request = List.of(new GenerationRequest(prompt, 1, 0, samples));
    var few = new GenerationOptions(0.8, 1, 0, 4, 1, StopRule.NONE);
    for (long warm = System.nanoTime() + 3_000_000_000L; System.nanoTime() < warm; ) {
      decoder.generate(request, few, (r, i, g) -> {});
    }
    long end = System.nanoTime() + (long) (Double.parseDouble(a[6]) * 1e9);
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
    } while (System.nanoTime() < end);
    System.out.printf(
        "{\"rate\": %.1f,"
            + " \"rate_per_cpu_s\": %.1f, \"load_s\": %.2f, \"runs\": %d, \"peak_mb\": %d}%n",
        best, bestCpu, load, runs, peak());
    engine.close();
  }

  private static Engine engine(String name, Checkpoint checkpoint, int threads) {
    return switch (name) {
      case "ilf4j" -> new VectorEngine(checkpoint, threads);
      case "ilf4j-bf16" -> new VectorEngine(checkpoint, Precision.BFLOAT16, threads);
      case "ilf4j-int8" -> new VectorEngine(checkpoint, Precision.INT8, threads);
      case "ilf4j-djl" -> {
        System.setProperty("ai.djl.pytorch.num_threads", "" + threads);
        yield new DjlEngine(checkpoint);
      }
      default -> throw new IllegalArgumentException("Engine " + name + " is not one of ours.");
    };
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Linux's high-water mark, -1 elsewhere. */
  static long peak() throws Exception {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(-1)
        : -1;
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
