package org.ilf4j.feedback;

/** Levenshtein's distance: fewest insertions, deletions and replacements of characters. */
public final class EditDistance {
  private EditDistance() {}

  /** The distance as a share of the longer text: 0 for equal texts, 1 for nothing in common. */
  public static double share(String a, String b) {
    int longest = Math.max(a.length(), b.length());
    return longest == 0 ? 0 : (double) between(a, b) / longest;
  }

  /** The distance in characters: 0 for equal texts, at most the longer one's length. */
  public static int between(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
