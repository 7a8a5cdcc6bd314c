package org.ilf4j.jupyter;

import java.util.List;
import java.util.Optional;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.View;
import org.ilf4j.jupyter.widget.Widgets;

/** What the toolkit asks of a kernel; one small adapter per kernel answers. */
public interface Notebook {

  /** Runs Java source in the session, such as import lines. */
  void run(String source);

  /** The value of a Java expression in the session, such as a variable's name. */
  Object value(String expression);

  /** The names of the session's variables declared with this very type, the newest first. */
  List<String> variables(Class<?> type);

  /**
   * The names that may stand at a place of a cell: behind a dot what stands before it has, else the
   * session's own and the toolkit's types.
   *
   * @param cell the whole cell
   * @param at where a name begins in it
   */
  List<String> names(String cell, int at);

  /** From now on values of the view's type show themselves through it. */
  <T> void show(View<T> view);

  /**
   * Shows an output under the running cell.
   *
   * @return the output's id, for {@link #update}
   */
  String display(Bundle bundle);

  /** Replaces an output where it stands, in whichever cell that is. */
  void update(String id, Bundle bundle);

  /** Whether a cell is running, so that an output has a place to go. */
  boolean cellRunning();

  /** The kernel's controls: one object for the kernel's whole life. */
  Widgets widgets();

  /** Makes {@code %name} known. */
  void lineMagic(String name, LineMagic magic);

  /** Makes {@code %%name} known. */
  void cellMagic(String name, CellMagic magic);

  /** From now on Tab asks this first, and the kernel where it offers nothing. */
  void completion(Completion completion);

  /** From now on this tells the cells' uncaught errors, and the kernel where it offers nothing. */
  void errors(ErrorTeller teller);

  /** The source of one of the session's snippets, by the id that a trace names it with. */
  Optional<String> snippet(String id);

  /** How an uncaught error is told. */
  @FunctionalInterface
  interface ErrorTeller {
    /**
     * An error in other words than the kernel's.
     *
     * @param cell the code of the cell that failed
     * @param name the error's name as the kernel gives it
     * @param trace the lines that the kernel would show
     */
    Optional<Told> tell(String cell, String name, List<String> trace);
  }

  /**
   * An error as it is shown.
   *
   * @param name its type without the package
   * @param message what it says
   * @param lines what stands under the cell; may be coloured for a terminal
   */
  record Told(String name, String message, List<String> lines) {}

  /** What Tab offers in a cell. */
  @FunctionalInterface
  interface Completion {
    /**
     * What may stand at the cursor.
     *
     * @param code the whole cell
     * @param at the cursor's place in it
     */
    Optional<Offer> at(String code, int at);
  }

  /**
   * Words to choose from.
   *
   * @param words what may stand there
   * @param start where the text begins that a word takes the place of; it ends at the cursor
   */
  record Offer(List<String> words, int start) {}

  /** What {@code %name arguments} does; its value becomes the cell's. */
  @FunctionalInterface
  interface LineMagic {
    /** Runs with the words behind the name. */
    Object run(List<String> arguments);
  }

  /** What {@code %%name arguments} does with the rest of its cell. */
  @FunctionalInterface
  interface CellMagic {
    /** Runs with the words behind the name and the cell's other lines. */
    Object run(List<String> arguments, String body);
  }
}
