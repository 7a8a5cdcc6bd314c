package org.ilf4j.jupyter.view;

import java.util.ArrayList;
import java.util.List;

/** Where code stands in what a model reads and goes on with. */
final class ReadText {
  private static final String OLD = "OLD CODE:\n";
  private static final String FEEDBACK = "\n\nFEEDBACK:\n";
  private static final String REFINEMENT = "\n\nREFINEMENT:\n";

  private ReadText() {}

  /**
   * The stretches of code, each from its first character to before its last: the two programs of a
   * refinement prompt (paper, section 3), the whole of any other text.
   */
  static List<int[]> code(String text) {
    int feedback = text.indexOf(FEEDBACK);
    int refinement = text.indexOf(REFINEMENT, Math.max(0, feedback));
    if (!text.startsWith(OLD) || feedback < 0 || refinement < 0) {
      return List.of(new int[] {0, text.length()});
    }
    List<int[]> code = new ArrayList<>();
    code.add(new int[] {OLD.length(), feedback});
    code.add(new int[] {refinement + REFINEMENT.length(), text.length()});
    return code;
  }
}
