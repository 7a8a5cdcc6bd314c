package org.ilf4j.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionImportsTest {
  /** What JJava's and JShell's sessions import by wildcard. */
  private static final List<String> WILDCARDS =
      List.of(
          "java.lang",
          "java.io",
          "java.math",
          "java.net",
          "java.util",
          "java.util.concurrent",
          "java.util.function",
          "java.util.prefs",
          "java.util.regex",
          "java.util.stream");

  @Test
  void everyTypeExistsAndIsPublic() throws ClassNotFoundException {
    for (String name : SessionImports.names()) {
      assertThat(Modifier.isPublic(Class.forName(name).getModifiers())).as(name).isTrue();
    }
  }

  @Test
  void noNameHidesOneThatJshellStartsWith() {
    for (String name : SessionImports.names()) {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      for (String wildcard : WILDCARDS) {
        assertThat(exists(wildcard + "." + simple)).as(wildcard + "." + simple).isFalse();
      }
    }
  }

  @Test
  void noTwoTypesShareAName() {
    Map<String, String> bySimpleName = new HashMap<>();
    for (String name : SessionImports.names()) {
      assertThat(bySimpleName.put(name.substring(name.lastIndexOf('.') + 1), name)).isNull();
    }
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
