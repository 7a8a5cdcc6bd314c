package org.ilf4j.feedback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far several annotators agree on the same failing programs, and what their feedback is about.
 *
 * <pre>{@code
 * Agreement.of(FeedbackLog.at("runs/first").feedback())
 * // 2 annotators on 12 programs, 9 of them by more than one; agreement on kinds: alpha 0.71 (8 programs)
 * }</pre>
 *
 * An annotator's last feedback on a program counts. Feedback without a kind of bug counts as an
 * answer, but not for alpha.
 *
 * @param annotators each with what they wrote, in the order of their first feedback
 * @param programs failing programs with feedback
 * @param shared programs with feedback of more than one annotator
 * @param coded programs to which more than one annotator gave kinds
 * @param alpha Krippendorff's alpha, nominal, where two agree if they gave exactly the same kinds:
 *     1 full agreement, 0 what chance gives; not a number if nothing can be compared
 * @param kinds each kind that was given, those of Table 5 first
 */
public record Agreement(
    List<Annotator> annotators,
    int programs,
    int shared,
    int coded,
    double alpha,
    List<Kind> kinds) {

  /**
   * What one annotator wrote.
   *
   * @param name {@code unknown} where the feedback has none
   * @param answers feedbacks
   * @param corrected those with a corrected program
   * @param words words per feedback, the mean
   * @param bugs kinds of bugs addressed per feedback that names any, the mean (paper, Table 6: 1.8
   *     for people, 1.1 for InstructGPT); not a number without kinds
   */
  public record Annotator(String name, int answers, int corrected, double words, double bugs) {}

  /**
   * How often a kind of bug was given and how far the annotators agree on whether it is there.
   *
   * @param name as in {@link BugKind#label}, or the annotators' own
   * @param times feedbacks that address it
   * @param share of the feedbacks with kinds, 0 to 1 (paper, Table 5)
   * @param alpha nominal, on whether the kind is there; not a number if nothing can be compared
   */
  public record Kind(String name, int times, double share, double alpha) {}

  /** Compares the annotators of this feedback. */
  public static Agreement of(Feedbacks feedbacks) {
    Map<Program, Map<String, Feedback>> byProgram = new LinkedHashMap<>();
    for (Feedback feedback : feedbacks) {
      byProgram
          .computeIfAbsent(Program.of(feedback), program -> new LinkedHashMap<>())
          .put(name(feedback), feedback);
    }
    List<Feedback> all = byProgram.values().stream().flatMap(f -> f.values().stream()).toList();
    List<List<Set<String>>> units = byProgram.values().stream().map(Agreement::codes).toList();
    return new Agreement(
        all.stream().map(Agreement::name).distinct().map(name -> annotator(name, all)).toList(),
        byProgram.size(),
        (int) byProgram.values().stream().filter(by -> by.size() > 1).count(),
        (int) units.stream().filter(codes -> codes.size() > 1).count(),
        KrippendorffAlpha.nominal(units),
        kinds(units));
  }

  private static List<Set<String>> codes(Map<String, Feedback> byAnnotator) {
    return byAnnotator.values().stream()
        .filter(feedback -> !feedback.categories().isEmpty())
        .map(feedback -> Set.copyOf(feedback.categories()))
        .toList();
  }

  private static Annotator annotator(String name, List<Feedback> all) {
    List<Feedback> own = all.stream().filter(feedback -> name(feedback).equals(name)).toList();
    return new Annotator(
        name,
        own.size(),
        (int) own.stream().filter(feedback -> feedback.refinement() != null).count(),
        mean(own.stream().map(Feedback::words)),
        mean(own.stream().map(f -> f.categories().size()).filter(count -> count > 0)));
  }

  private static double mean(Stream<Integer> numbers) {
    return numbers.mapToInt(number -> number).average().orElse(Double.NaN);
  }

  private static List<Kind> kinds(List<List<Set<String>>> units) {
    List<Set<String>> all = units.stream().flatMap(Collection::stream).toList();
    List<String> given = new ArrayList<>(BugKind.labels());
    given.addAll(all.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new)));
    return given.stream()
        .distinct()
        .map(name -> kind(name, units, all))
        .filter(kind -> kind.times() > 0)
        .toList();
  }

  private static Kind kind(String name, List<List<Set<String>>> units, List<Set<String>> all) {
    int times = (int) all.stream().filter(codes -> codes.contains(name)).count();
    List<List<Boolean>> there =
        units.stream().map(unit -> unit.stream().map(c -> c.contains(name)).toList()).toList();
    double share = (double) times / Math.max(1, all.size());
    return new Kind(name, times, share, KrippendorffAlpha.nominal(there));
  }

  private static String name(Feedback feedback) {
    return feedback.annotator().isEmpty() ? "unknown" : feedback.annotator();
  }

  /** One line, then a line per annotator and per kind. */
  @Override
  public String toString() {
    String head =
        "%d %s on %d %s, %d of them by more than one; "
            .formatted(
                annotators.size(),
                annotators.size() == 1 ? "annotator" : "annotators",
                programs,
                programs == 1 ? "program" : "programs",
                shared);
    return head
        + agreement()
        + annotators.stream().map(Agreement::line).collect(Collectors.joining())
        + kinds.stream().map(Agreement::line).collect(Collectors.joining());
  }

  /** What alpha says, in words. */
  public String agreement() {
    if (coded == 0) {
      return "no program was given kinds of bugs by two annotators, so there is no alpha";
    }
    return "agreement on kinds of bugs: alpha "
        + number(alpha)
        + " ("
        + coded
        + (coded == 1 ? " program)" : " programs)");
  }

  private static String line(Annotator annotator) {
    return "%n  %s: %d %s, %d corrected, %s words, %s kinds of bugs each"
        .formatted(
            annotator.name,
            annotator.answers,
            annotator.answers == 1 ? "feedback" : "feedbacks",
            annotator.corrected,
            number(annotator.words),
            number(annotator.bugs));
  }

  private static String line(Kind kind) {
    return String.format(
        Locale.ROOT,
        "%n  %s: %d times (%.0f %%), alpha %s",
        kind.name,
        kind.times,
        100 * kind.share,
        number(kind.alpha));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  private record Program(int taskId, String program) {
    static Program of(Feedback feedback) {
      return new Program(feedback.taskId(), feedback.program());
    }
  }
}
