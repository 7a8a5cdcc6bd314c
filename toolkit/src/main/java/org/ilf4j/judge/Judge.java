package org.ilf4j.judge;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/**
 * Judges programs by their tasks' tests, each in a sandbox.
 *
 * <pre>{@code
 * Verdicts verdicts = Judge.standard().cachedIn(Path.of("runs/first")).judge(samples);
 * Verdict one = Judge.standard().judge(task, "def f(x): return x");
 * }</pre>
 */
public final class Judge {
  private Judge() {}

  /** Our rules: exact values, tolerance on floats only, full isolation. */
  public static Judge standard() {
    return new Judge();
  }

  /** The original scripts' rules, where they change a verdict. */
  public static Judge paperCompat() {
    return new Judge();
  }

  /** Keeps verdicts in this folder; equal programs of equal tests are never run twice. */
  public Judge cachedIn(Path folder) {
    return this;
  }

  /** Judges samples of the given tasks, in order. */
  public Verdicts judge(Tasks tasks, List<Sample> samples) {
    throw new UnsupportedOperationException("The judge is still being built.");
  }

  /** Judges one program. */
  public Verdict judge(Task task, String program) {
    throw new UnsupportedOperationException("The judge is still being built.");
  }
}
