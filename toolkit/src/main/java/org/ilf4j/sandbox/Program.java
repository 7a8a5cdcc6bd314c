package org.ilf4j.sandbox;

import java.util.List;

/**
 * What to run: a program, and then calls one after the other in the program's names.
 *
 * @param text the program
 * @param setup code to run after the program; may be empty
 * @param calls expressions such as {@code f([1, 2], 3)}, each evaluated anew
 */
public record Program(String text, String setup, List<String> calls) {
  /** Makes the list immutable. */
  public Program {
    calls = List.copyOf(calls);
  }
}
