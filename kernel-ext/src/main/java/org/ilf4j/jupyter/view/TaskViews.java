package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.List;
import org.ilf4j.prompt.Example;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.task.Split;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/** Tasks, the prompts that put them, and the examples to learn from. */
final class TaskViews {
  private TaskViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(Task.class, TaskViews::task),
        View.html(Tasks.class, TaskViews::tasks),
        View.html(Prompt.class, TaskViews::prompt),
        View.html(Example.class, TaskViews::plain, TaskViews::example));
  }

  private static DomContent task(Task task) {
    return Markup.card(
        Markup.head("Task " + task.id() + split(task.id())),
        p(task.text()),
        Markup.python(String.join("\n", task.tests())),
        Markup.fold(text("gold program"), Markup.program(task.code())));
  }

  private static DomContent tasks(Tasks tasks) {
    Grid grid = Grid.of("#id", "split", "task", "first test");
    for (Task task : tasks) {
      grid.row(
          task.id(),
          split(task.id()).replaceFirst("^, ", ""),
          task.text(),
          code(Markup.inline(task.tests().get(0))));
    }
    return Markup.card(
        Markup.head(tasks.name() + ": " + Markup.count(tasks.size(), "task")),
        grid.html(tasks.name()));
  }

  private static String split(int id) {
    for (Split split : Split.values()) {
      if (split.contains(id)) {
        return ", " + split.name().charAt(0) + split.name().substring(1).toLowerCase();
      }
    }
    return "";
  }

  /** The test that the prompt shows is marked. */
  private static DomContent prompt(Prompt prompt) {
    String text = prompt.text();
    int start = text.lastIndexOf(">>>");
    Listing listing = Listing.read(text).numbered();
    if (start >= 0) {
      listing.mark(
          1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count(),
          "the shown test");
    }
    return Markup.card(Markup.head("Prompt of task " + prompt.taskId()), listing.html());
  }

  private static String plain(Example example) {
    return "Example of task "
        + example.taskId()
        + "; after\n"
        + example.prompt()
        + "\nthe model learns\n"
        + example.completion();
  }

  /** What the loss counts is shaded; the prompt before it is masked out. */
  private static DomContent example(Example example) {
    int start = example.prompt().length();
    int end = start + example.completion().length();
    return Markup.card(
        Markup.head("Example of task " + example.taskId()),
        Listing.read(example.prompt() + example.completion())
            .numbered()
            .shade(0, start, "given", "read only")
            .shade(start, end, "learn", "learned")
            .html(),
        Markup.key(
            span("learned").withClass("learn"), span("read only, masked out").withClass("given")));
  }
}
