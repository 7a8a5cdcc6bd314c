package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
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
        Markup.verbatim(String.join("\n", task.tests())),
        Markup.fold(text("gold program"), Markup.program(task.code())));
  }

  private static DomContent tasks(Tasks tasks) {
    Grid grid = Grid.of("#id", "split", "task", "first test");
    for (Task task : tasks) {
      grid.row(
          task.id(),
          split(task.id()).replaceFirst("^, ", ""),
          task.text(),
          code(task.tests().get(0)));
    }
    return Markup.card(
        Markup.head(tasks.name() + ": " + tasks.size() + " tasks"), grid.html(tasks.name()));
  }

  private static String split(int id) {
    for (Split split : Split.values()) {
      if (split.contains(id)) {
        return ", " + split.name().charAt(0) + split.name().substring(1).toLowerCase();
      }
    }
    return "";
  }

  /** The test that the prompt shows is marked: the line behind {@code >>>}. */
  private static DomContent prompt(Prompt prompt) {
    return Markup.card(
        Markup.head("Prompt of task " + prompt.taskId()),
        pre(code(each(List.of(prompt.text().split("(?<=\n)")), TaskViews::promptLine))));
  }

  private static DomContent promptLine(String line) {
    return line.stripLeading().startsWith(">>>") ? span(line).withClass("hit") : text(line);
  }

  private static String plain(Example example) {
    return "Example of task "
        + example.taskId()
        + "; after\n"
        + example.prompt()
        + "\nthe model learns\n"
        + example.completion();
  }

  /** What the loss counts is marked; the prompt before it is masked out. */
  private static DomContent example(Example example) {
    return Markup.card(
        Markup.head("Example of task " + example.taskId()),
        Markup.dim("Marked: what the loss counts. The rest is masked out."),
        pre(
            code(
                span(example.prompt()).withClass("after"),
                span(example.completion()).withClass("add"))));
  }
}
