package org.ilf4j.jupyter;

import java.util.List;
import org.ilf4j.prompt.Example;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Split;
import org.ilf4j.task.Task;

/**
 * The types that a cell can name without an import. Single types, no wildcards: a name of ours must
 * neither hide nor clash with the {@code java.util.*} and its like that JShell starts with.
 */
final class SessionImports {
  static final List<Class<?>> TYPES =
      List.of(Task.class, Split.class, Prompt.class, Example.class, Sample.class);

  private SessionImports() {}
}
