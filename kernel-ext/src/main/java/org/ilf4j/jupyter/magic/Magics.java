package org.ilf4j.jupyter.magic;

import java.util.List;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.view.Views;

/** Makes all magics known. */
public final class Magics {
  private Magics() {}

  /** Adds the magics to a notebook. */
  public static void install(Notebook notebook) {
    IlfMagic ilf = new IlfMagic();
    notebook.lineMagic("ilf", words -> shown(notebook, ilf.run(words)));
    FeedbackMagic feedback = new FeedbackMagic(notebook);
    notebook.cellMagic("feedback", (words, body) -> shown(notebook, feedback.run(words, body)));
    PythonMagic python = new PythonMagic(notebook);
    notebook.cellMagic("python", (words, body) -> shown(notebook, python.run(words, body)));
  }

  private static Object shown(Notebook notebook, Object value) {
    notebook.display(Views.bundle(value));
    return null;
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
