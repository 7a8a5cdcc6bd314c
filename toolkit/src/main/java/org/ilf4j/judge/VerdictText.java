package org.ilf4j.judge;

import java.util.stream.Collectors;

/** A verdict as text: one line, the program with line marks, the failing test and the output. */
final class VerdictText {
  private VerdictText() {}

  static String of(Verdict verdict) {
    StringBuilder text = new StringBuilder(headline(verdict)).append('\n');
    int marked = verdict.failure().map(TestResult::line).orElse(0);
    int number = 0;
    for (String line : verdict.sample().program().stripTrailing().split("\n", -1)) {
      number++;
      text.append(String.format("%s%4d  %s%n", number == marked ? ">" : " ", number, line));
    }
    verdict.failure().ifPresent(failure -> text.append(describe(failure)));
    if (!verdict.output().isBlank()) {
      text.append("output:   ").append(verdict.output().strip()).append('\n');
    }
    return text.toString();
  }

  static String headline(Verdict verdict) {
    String flags =
        verdict.flags().stream()
            .map(flag -> ", " + flag.name().toLowerCase().replace('_', ' '))
            .sorted()
            .collect(Collectors.joining());
    return String.format(
        "Task %d, sample %d: %s (%d of %d tests run passed, %.0f ms%s)",
        verdict.taskId(),
        verdict.sample().index(),
        verdict.outcome().label(),
        verdict.tests().stream().filter(TestResult::passed).count(),
        verdict.tests().size(),
        verdict.cost().wallSeconds() * 1000,
        flags);
  }

  private static String describe(TestResult failure) {
    StringBuilder text = new StringBuilder("test:     ").append(failure.test()).append('\n');
    if (!failure.expected().isEmpty()) {
      text.append("expected: ").append(failure.expected()).append('\n');
    }
    if (!failure.got().isEmpty()) {
      text.append("got:      ").append(failure.got()).append('\n');
    }
    return text.append("because:  ").append(failure.message()).append('\n').toString();
  }
}
