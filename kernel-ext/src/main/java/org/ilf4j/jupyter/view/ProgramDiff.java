package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.del;
import static j2html.TagCreator.each;
import static j2html.TagCreator.ins;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
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
    diff.compare(Listing.of(before), Listing.of(after));
    return pre(code(each(diff.lines, line -> line))).withClass("code");
  }

  private void compare(Listing before, Listing after) {
    List<DomContent> old = before.coloured();
    List<DomContent> young = after.coloured();
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(before.lines(), after.lines()).getDeltas()) {
      Chunk<String> cut = delta.getSource();
      Chunk<String> added = delta.getTarget();
      same(old.subList(at, cut.getPosition()));
      at = cut.getPosition() + cut.size();
      old.subList(cut.getPosition(), at).forEach(line -> add("- ", del(), "cut", line));
      young
          .subList(added.getPosition(), added.getPosition() + added.size())
          .forEach(line -> add("+ ", ins(), "add", line));
    }
    same(old.subList(at, old.size()));
  }

  private void same(List<DomContent> kept) {
    kept.forEach(line -> add("  ", span(), "kept", line));
  }

  /** The sign is part of the text, so that a copy and a screen reader have it too. */
  private void add(String sign, ContainerTag<?> element, String look, DomContent line) {
    lines.add(element.withClass(look).withText(sign).with(line).withText("\n"));
  }
}
