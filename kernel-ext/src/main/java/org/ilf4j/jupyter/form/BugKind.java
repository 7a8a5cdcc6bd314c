package org.ilf4j.jupyter.form;

import java.util.List;

/** The kinds of bugs that feedback can be about, named as in the paper's Table 5. */
final class BugKind {
  static final String NONE = "choose";

  static final List<String> ALL =
      List.of(
          NONE,
          "logic",
          "formatting",
          "missing step",
          "algebra",
          "recursion",
          "regex",
          "function semantics",
          "dynamic programming",
          "extra step",
          "no feedback needed",
          "unrelated");

  private BugKind() {}
}
