package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.del;
import static j2html.TagCreator.each;
import static j2html.TagCreator.ins;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import j2html.tags.specialized.PreTag;
import java.util.ArrayList;
import java.util.List;

/** What changed between two programs, line by line: a sign, a colour and the element say it. */
final class ProgramDiff {
  private final List<DomContent> lines = new ArrayList<>();

  private ProgramDiff() {}

  static PreTag html(String before, String after) {
    ProgramDiff diff = new ProgramDiff();
    diff.compare(lines(before), lines(after));
    return pre(code(each(diff.lines, line -> line))).withClass("code");
  }

  private void compare(List<String> before, List<String> after) {
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      before.subList(at, delta.getSource().getPosition()).forEach(this::same);
      delta.getSource().getLines().forEach(line -> add("- ", del(), "cut", line));
      delta.getTarget().getLines().forEach(line -> add("+ ", ins(), "add", line));
      at = delta.getSource().getPosition() + delta.getSource().size();
    }
    before.subList(at, before.size()).forEach(this::same);
  }

  private void same(String line) {
    add("  ", span(), "kept", line);
  }

  /** The sign is part of the text, so that a copy and a screen reader have it too. */
  private void add(String sign, ContainerTag<?> element, String look, String line) {
    lines.add(element.withClass(look).withText(sign).with(Markup.inline(line)).withText("\n"));
  }

  private static List<String> lines(String program) {
    return program.stripTrailing().lines().toList();
  }
}
