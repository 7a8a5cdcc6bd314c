package org.ilf4j.jupyter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each view's HTML and text as they were last looked at and found good. After a wanted change:
 *
 * <pre>mvn -pl toolkit,kernel-ext test -Dtest=GoldenTest -Dgolden=renew</pre>
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Set<Map.Entry<String, Object>> entries() {
    return new Subjects("").all().entrySet();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void looksAsItDid(Map.Entry<String, Object> subject) throws IOException {
    Bundle bundle = Views.bundle(subject.getValue());
    compare(subject.getKey() + ".txt", bundle.plain() + "\n");
    if (bundle.html() != null) {
      compare(subject.getKey() + ".html", readable(bundle.html()) + "\n");
    }
    assertThat(bundle.plain()).isNotBlank().hasSizeLessThan(3000);
  }

  @Test
  void everyTypeThatHasAViewIsLookedAt() {
    assertThat(Views.all())
        .allSatisfy(
            view ->
                assertThat(new Subjects("").all().values())
                    .anySatisfy(subject -> assertThat(subject).isInstanceOf(view.type())));
  }

  private static void compare(String name, String now) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if ("renew".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, now);
    }
    assertThat(now).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  /** Without the style sheet, the script and pictures, a tag or two a line. */
  private static String readable(String html) {
    return html.replaceFirst("<style>.*?</style>", "")
        .replaceAll("onclick=\"[^\"]*\"", "onclick=\"…\"")
        .replaceAll("base64,[^\"]*", "base64,…")
        .replaceAll("<(p|pre|table|tr|div|details|summary|span class=\"l)", "\n<$1")
        .strip();
  }
}
