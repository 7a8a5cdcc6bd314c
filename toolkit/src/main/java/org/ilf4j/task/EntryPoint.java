package org.ilf4j.task;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the function that a task's tests call. */
final class EntryPoint {
  private static final Pattern CALLED = Pattern.compile("([A-Za-z_]\\w*)\\s*\\(");

  private EntryPoint() {}

  static String of(Task task) {
    String test = task.tests().get(0).replaceFirst("^\\s*assert\\b", "");
    List<String> called = new ArrayList<>();
    Matcher matcher = CALLED.matcher(test);
    while (matcher.find()) {
      called.add(matcher.group(1));
    }
    if (called.isEmpty()) {
      throw new IllegalArgumentException(
          "Task "
              + task.id()
              + ": its first test calls no function ("
              + test.strip()
              + "); write it as assert f(arguments) == value.");
    }
    return called.stream()
        .filter(name -> defines(task.code(), name))
        .findFirst()
        .orElse(called.get(0));
  }

  private static boolean defines(String code, String name) {
    return Pattern.compile("^\\s*def\\s+" + Pattern.quote(name) + "\\s*\\(", Pattern.MULTILINE)
        .matcher(code)
        .find();
  }
}
