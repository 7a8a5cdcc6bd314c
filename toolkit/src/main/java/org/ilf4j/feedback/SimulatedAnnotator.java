package org.ilf4j.feedback;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ilf4j.feedback.FunctionBody.Line;
import org.ilf4j.judge.Verdict;
import org.ilf4j.task.Task;

/**
 * Words the difference between a failing program and the gold one as a reviewer would. It stands in
 * for a person where none is there, and its feedback is labelled as simulated. Our choice: the
 * paper's feedback is human.
 *
 * <pre>{@code
 * new SimulatedAnnotator(7).describe(
 *     "def f(a, b):\n    return a // b\n", "def f(a, b):\n    return a % b\n")
 * // In line 1, use `a %` instead of `a //`.
 * }</pre>
 *
 * Lines are numbered within the function's body: line 1 is the first after {@code def}, empty lines
 * are not counted. The same programs and seed give the same words. The whole gold program is never
 * quoted; programs too far apart get a general remark.
 */
public final class SimulatedAnnotator implements FeedbackSource {
  private static final String NAME = "simulated";
  private static final int MOST_SHOWN = 80;
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
   * Feedback on a failing sample, with the gold program's body as the corrected program.
   *
   * @param task the task with its gold program
   * @param failing what the judge found; a general remark tells its failing test
   */
  @Override
  public Optional<Feedback> on(Task task, Verdict failing) {
    String prompt = failing.sample().prompt();
    String gold = prompt + Completion.of(prompt, task.code().replace("\r\n", "\n"));
    String program = failing.sample().program();
    String words = describe(program, gold);
    String text = isGeneral(words) ? words + observed(failing) : words;
    return Optional.of(new Feedback(task.id(), prompt, program, text, gold, NAME, true, List.of()));
  }

  /** What the failing test showed, as in {@code It returns 3 where 4 is expected.} */
  private static String observed(Verdict failing) {
    String got = failing.got();
    String expected = failing.expected();
    if (!got.isEmpty() && !expected.isEmpty() && got.length() + expected.length() < MOST_SHOWN) {
      return " It returns `" + got + "` where `" + expected + "` is expected.";
    }
    String message = failing.message();
    boolean tells = !message.isEmpty() && message.length() < MOST_SHOWN;
    return tells ? " The test ends with: " + message : "";
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
    return specific ? words : general(choice);
  }

  /** Words that name nothing that could be changed; a choice of any size. */
  public static String general(int choice) {
    return GENERAL.get(Math.floorMod(choice, GENERAL.size()));
  }

  /** Whether these words, of {@link #describe}, name nothing that could be changed. */
  public static boolean isGeneral(String words) {
    return GENERAL.contains(words);
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

  /** Who it is, and its seed. */
  @Override
  public String toString() {
    return "Simulated annotator, seed " + seed;
  }

  private int choice(String failing, String gold) {
    long mixed = (seed * 31 + failing.hashCode()) * 0x9E3779B97F4A7C15L + gold.hashCode();
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> 33);
  }
}
