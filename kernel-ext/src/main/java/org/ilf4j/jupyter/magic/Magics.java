package org.ilf4j.jupyter.magic;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.view.Views;

/** Makes all magics known. */
public final class Magics {
  private Magics() {}

  /** Adds the magics to a notebook; a cell magic's name as a line magic explains it. */
  public static void install(Notebook notebook) {
    IlfMagic ilf = new IlfMagic();
    notebook.lineMagic("ilf", words -> shown(notebook, () -> ilf.run(words)));
    FeedbackMagic feedback = new FeedbackMagic(notebook);
    cell(notebook, "feedback", FeedbackMagic.USAGE, feedback::run);
    PythonMagic python = new PythonMagic(notebook);
    cell(notebook, "python", PythonMagic.USAGE, python::run);
    notebook.completion(new MagicCompletion(notebook));
  }

  private static void cell(Notebook notebook, String name, String usage, Notebook.CellMagic magic) {
    notebook.lineMagic(name, words -> shown(notebook, () -> usage));
    notebook.cellMagic(name, (words, body) -> shown(notebook, () -> magic.run(words, body)));
  }

  /** Displays the value: IJava shows no magic's result. */
  private static Object shown(Notebook notebook, Supplier<Object> work) {
    try {
      notebook.display(Views.bundle(work.get()));
      return null;
    } catch (RuntimeException e) {
      if (isSentence(e)) {
        throw new MagicError(e.getMessage());
      }
      throw e;
    }
  }

  /** Whether the error was written for the person at the notebook; another one keeps its trace. */
  private static boolean isSentence(RuntimeException e) {
    return e.getMessage() != null
        && (e.getClass().getName().startsWith("org.ilf4j.")
            || e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e instanceof UncheckedIOException);
  }

  /**
   * The newest of the session's variables of this type that will do.
   *
   * @param fits whether a variable's value will do
   * @param otherwise what to say if none does
   */
  static <T> T newest(Notebook notebook, Class<T> type, Predicate<T> fits, String otherwise) {
    return notebook.variables(type).stream()
        .map(name -> type.cast(notebook.value(name)))
        .filter(value -> value != null && fits.test(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(otherwise));
  }

  /** A session variable of a given type, or a sentence that says what is wrong with it. */
  static <T> T variable(Notebook notebook, String name, Class<T> type) {
    Object value;
    try {
      value = notebook.value(name);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("There is no variable " + name + " in this session.", e);
    }
    if (!type.isInstance(value)) {
      String is = value == null ? "null" : value.getClass().getSimpleName();
      throw new IllegalArgumentException(
          name + " is " + is + "; name a variable that holds " + type.getSimpleName() + ".");
    }
    return type.cast(value);
  }

  /** A task's id, written out or held by a session variable, or a sentence. */
  static int taskId(Notebook notebook, List<String> words, String usage) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("Which task? " + usage);
    }
    String word = words.get(0);
    return word.matches("\\d{1,9}")
        ? Integer.parseInt(word)
        : variable(notebook, word, Integer.class);
  }
}
