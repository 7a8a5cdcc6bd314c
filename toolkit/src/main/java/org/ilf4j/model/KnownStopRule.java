package org.ilf4j.model;

/** The rules that have a name. */
enum KnownStopRule implements StopRule {
  NONE("to end-of-text") {
    @Override
    public int end(String completion) {
      return -1;
    }
  },

  NEXT_STATEMENT("to the next statement at the margin") {
    @Override
    public int end(String completion) {
      for (int i = 0; i + 1 < completion.length(); i++) {
        char next = completion.charAt(i + 1);
        boolean letter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
        if (completion.charAt(i) == '\n' && (letter || next == '#' || next == '"')) {
          return i;
        }
      }
      return -1;
    }
  };

  private final String words;

  KnownStopRule(String words) {
    this.words = words;
  }

  /** How far a completion goes. */
  @Override
  public String toString() {
    return words;
  }
}
