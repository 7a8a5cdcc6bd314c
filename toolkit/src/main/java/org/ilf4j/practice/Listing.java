package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a plan as a Python function. */
final class Listing {
  private static final String INDENT = "    ";

  private final Plan plan;
  private final Style style;
  private final List<String> names;
  private final List<String> lines = new ArrayList<>();
  private String value;

  private Listing(Plan plan, Style style) {
    this.plan = plan;
    this.style = style;
    this.names = names(plan.source(), style);
    this.value = names.get(0);
  }

  /** The def line, without a line feed. */
  static String header(Plan plan, Style style) {
    return "def " + name(plan) + "(" + String.join(", ", names(plan.source(), style)) + "):";
  }

  /** The indented body; without {@code returns} its last line forgets to return. */
  static String body(Plan plan, Style style, boolean returns) {
    return new Listing(plan, style).body(returns);
  }

  static String name(Plan plan) {
    String steps =
        plan.uses().stream().map(use -> use.step().id()).collect(Collectors.joining("_"));
    return plan.source().isPlain() ? steps : plan.source().id() + "_" + steps;
  }

  private static List<String> names(Source source, Style style) {
    return source.names().get(style.names() % source.names().size());
  }

  private String body(boolean returns) {
    if (!plan.source().isPlain()) {
      assign("result", fill(plan.source().code()));
    }
    int last = plan.uses().size() - 1;
    for (int i = 0; i < last; i++) {
      write(i);
    }
    String result = expression(last);
    if (returns) {
      lines.add("return " + result);
    } else if (!result.equals(value)) {
      lines.add("result = " + result);
    }
    return lines.stream().map(line -> INDENT + line).collect(Collectors.joining("\n"));
  }

  private void write(int i) {
    Step step = plan.uses().get(i).step();
    if (plan.uses().get(i).slot() == style.loopAt() && step.loop() != null) {
      lines.addAll(List.of(fill(step.loop(), plan.uses().get(i)).split("\n")));
      value = "kept";
    } else {
      assign("result", expression(i));
    }
  }

  private void assign(String name, String expression) {
    lines.add(name + " = " + expression);
    value = name;
  }

  private String expression(int i) {
    Plan.Use use = plan.uses().get(i);
    List<String> codes = use.step().codes();
    return fill(codes.get(Math.min(style.codes()[use.slot()], codes.size() - 1)), use);
  }

  private String fill(String template, Plan.Use use) {
    return template
        .replace("{v}", use.fromParameter() ? names.get(0) : value)
        .replace("{k}", String.valueOf(use.constant()));
  }

  private String fill(String template) {
    return template.replace("{a}", names.get(0)).replace("{b}", names.get(names.size() - 1));
  }
}
