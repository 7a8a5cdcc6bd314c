package org.ilf4j.feedback;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.judge.Judge;
import org.ilf4j.task.Split;
import org.ilf4j.task.Tasks;

/**
 * Feedback on several failing programs; immutable.
 *
 * <pre>{@code
 * Feedbacks human = Feedbacks.read(Path.of("surge_annotations.jsonl"));
 * human.words()                // 68.65 ± 48.11 words per feedback (n = 195)
 * human.split(Split.REFINE)    // those that train the refinement model
 * }</pre>
 */
public final class Feedbacks implements Iterable<Feedback> {
  private static final int ROWS_SHOWN = 5;
  private static final int TEXT_SHOWN = 70;

  private final List<Feedback> list;

  private Feedbacks(List<Feedback> list) {
    this.list = List.copyOf(list);
  }

  /** Feedback in the given order. */
  public static Feedbacks of(List<Feedback> list) {
    return new Feedbacks(list);
  }

  /**
   * Reads feedback from elsewhere; which of these it is, the file's end and its first row tell:
   *
   * <ul>
   *   <li>JSONL in our columns, or a {@link FeedbackLog}'s;
   *   <li>JSONL with the columns of the paper's {@code surge_annotations.jsonl};
   *   <li>a spreadsheet's table, {@code .csv} or {@code .tsv}, with our columns or the paper's;
   *   <li>records that Argilla 2 exported ({@code dataset.records().to_json(path)}) with the fields
   *       {@code prompt} and {@code program}, the metadata {@code task_id} and the questions {@code
   *       feedback}, {@code refinement}, {@code categories}.
   * </ul>
   *
   * @throws org.ilf4j.jsonl.JsonlException naming the line that is wrong
   */
  public static Feedbacks read(Path file) {
    return FeedbackFile.read(file);
  }

  /** All of them, in order; cannot be changed. */
  public List<Feedback> list() {
    return list;
  }

  /** All of them, in order. */
  public Stream<Feedback> stream() {
    return list.stream();
  }

  @Override
  public Iterator<Feedback> iterator() {
    return list.iterator();
  }

  /** How many there are. */
  public int size() {
    return list.size();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** The first feedback on a task. */
  public Optional<Feedback> of(int taskId) {
    return stream().filter(f -> f.taskId() == taskId).findFirst();
  }

  /** The tasks that have feedback. */
  public SortedSet<Integer> taskIds() {
    return stream().map(Feedback::taskId).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those on tasks of one split. */
  public Feedbacks split(Split split) {
    return where(f -> split.contains(f.taskId()));
  }

  /** Those that come with a corrected program. */
  public Feedbacks refined() {
    return where(f -> f.refinement() != null);
  }

  /** These, then the others. */
  public Feedbacks and(Feedbacks others) {
    return new Feedbacks(Stream.concat(stream(), others.stream()).toList());
  }

  /** Those that fulfil a condition. */
  public Feedbacks where(Predicate<Feedback> condition) {
    return new Feedbacks(stream().filter(condition).toList());
  }

  /**
   * Those whose corrected program is worth learning from: it passes its task's tests, and less than
   * half of the longer program's text was changed (paper, section 3).
   *
   * @param tasks the tasks, all that have feedback among them
   * @param judge runs the corrected programs
   */
  public Feedbacks kept(Tasks tasks, Judge judge) {
    return AnnotationFilter.of(tasks, judge).keep(this);
  }

  /**
   * The same programs, each with the words said about another task's program: the control that
   * tells whether words matter (paper, Table 2). Corrected programs are dropped.
   *
   * @param seed equal seeds exchange equally
   * @throws IllegalArgumentException if there is only one feedback
   */
  public Feedbacks unrelated(long seed) {
    return new Feedbacks(Unrelated.exchange(list, seed));
  }

  /** How far the annotators agree, and which kinds of bugs they speak of (paper, Table 5). */
  public Agreement agreement() {
    return Agreement.of(this);
  }

  /** Words per feedback (paper, Table 6). */
  public WordCount words() {
    return WordCount.of(this);
  }

  /** Writes one line per feedback in our columns. */
  public void write(Path file) {
    Jsonl.write(file, list);
  }

  /** Writes one line per feedback in the columns of the paper's {@code surge_annotations.jsonl}. */
  public void writePaper(Path file) {
    Jsonl.write(file, stream().map(PaperAnnotation::of).toList());
  }

  /**
   * Writes a table for spreadsheets, UTF-8, one row per feedback. Text that a spreadsheet would run
   * as a formula gets an apostrophe in front, which {@link #read} takes away again.
   *
   * @param file where to; named {@code .csv}, so that it can be read back
   */
  public void writeCsv(Path file) {
    FeedbackFile.write(FeedbackCsv.write(this), file);
  }

  /**
   * Writes the records that Argilla 2 reads ({@code dataset.records.from_json(path)}), one per
   * failing program: what people said as responses, what the simulated annotator said as a
   * suggestion. Its server takes responses only of users that it knows: a name that is no user's
   * UUID gets one made from the name, to be replaced by the user's.
   */
  public void writeArgilla(Path file) {
    FeedbackFile.writeArray(Argilla.records(this), file);
  }

  /** One line with size, refinements and words, then the first rows. */
  @Override
  public String toString() {
    String simulated = stream().anyMatch(Feedback::simulated) ? " (simulated)" : "";
    String head =
        "%d %s%s, %d with a corrected program"
            .formatted(size(), size() == 1 ? "feedback" : "feedbacks", simulated, refined().size());
    String rows =
        stream()
            .limit(ROWS_SHOWN)
            .map(f -> String.format("%n%6d  %s", f.taskId(), shorten(f.text())))
            .collect(Collectors.joining());
    String more = size() > ROWS_SHOWN ? "\n     …  " + (size() - ROWS_SHOWN) + " more" : "";
    return head + (isEmpty() ? "" : ", " + words()) + rows + more;
  }

  private static String shorten(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= TEXT_SHOWN ? line : line.substring(0, TEXT_SHOWN - 1) + "…";
  }
}
