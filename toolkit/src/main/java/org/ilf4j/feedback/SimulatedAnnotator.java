package org.ilf4j.feedback;

import java.util.List;
import java.util.stream.Collectors;
import org.ilf4j.feedback.FunctionBody.Line;

/**
 * Words the difference between a failing program and the gold one as a reviewer would. It stands in
 * for a person where none is there, and its feedback is labelled as simulated. Our choice: the
 * paper's feedback is human.
 *
 * <pre>{@code
 * new SimulatedAnnotator(7).describe(
 *     "def f(a, b):\n    return a // b\n", "def f(a, b):\n    return a % b\n")
 * // In line 1, use `%` instead of `//`.
 * }</pre>
 *
 * Lines are numbered within the function's body: line 1 is the first after {@code def}, empty lines
 * are not counted. The same programs and seed give the same words. The whole gold program is never
 * quoted; programs too far apart get a general remark.
 */
public final class SimulatedAnnotator {
  private static final int MOST_REMARKS = 3;
  private static final int MOST_WORDS = 45;
  private static final double MOST_QUOTED = 0.9;
  private static final List<String> GENERAL =
      List.of(
          "The program does something else than the task asks.",
          "This is not what the task asks for.",
          "The steps do not follow the task.");

  private final long seed;

  /** An annotator whose choice of phrasings is fixed by the seed. */
  public SimulatedAnnotator(long seed) {
    this.seed = seed;
  }

  /**
   * The remark on a failing program, mostly at most 30 words.
   *
   * @param failing the failing program, with or without the prompt's docstring
   * @param gold the right program
   */
  public String describe(String failing, String gold) {
    List<FunctionBody> bodies = FunctionBody.of(failing, gold);
    List<Remark> remarks = ProgramRemarks.of(bodies.get(0), bodies.get(1));
    int choice = choice(failing, gold);
    String words =
        remarks.stream().map(remark -> remark.words(choice)).collect(Collectors.joining(" "));
    boolean specific =
        !remarks.isEmpty()
            && remarks.size() <= MOST_REMARKS
            && words.split("\\s+").length <= MOST_WORDS
            && !quotes(remarks, bodies.get(1));
    return specific ? words : GENERAL.get(Math.floorMod(choice, GENERAL.size()));
  }

  /** Whether the remarks' quotes make up (nearly) the whole gold program. */
  private static boolean quotes(List<Remark> remarks, FunctionBody gold) {
    int quoted = remarks.stream().mapToInt(r -> tokens(r.right())).sum();
    int all = gold.lines().stream().map(Line::code).mapToInt(SimulatedAnnotator::tokens).sum();
    return quoted >= MOST_QUOTED * all;
  }

  private static int tokens(String code) {
    return PythonLine.of(code).tokens().size();
  }

  private int choice(String failing, String gold) {
    long mixed = (seed * 31 + failing.hashCode()) * 0x9E3779B97F4A7C15L + gold.hashCode();
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> 33);
  }
}
