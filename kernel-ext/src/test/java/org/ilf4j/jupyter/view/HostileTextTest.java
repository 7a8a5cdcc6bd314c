package org.ilf4j.jupyter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Words that would do harm, in every text of every view: they stay words that can be read. */
class HostileTextTest {
  private static final Map<String, String> WORDS =
      Map.of(
          "script", "<script>alert(1)</script></style></pre></code>",
          "attribute", "\" onmouseover=\"alert(1)\" x='`",
          "image", "<img src=x onerror=alert(1)>&lt;b&gt;",
          "markdown", "[x](javascript:alert(1)) **b** $x$",
          "terminal", "\u001b[31mred\u001b[0m\u009b1m",
          "direction", "\u202e\u2066admin\u2069\u200f",
          "nul", "\u0000\u0008\u007f\ud800");

  static Stream<Arguments> cases() {
    return WORDS.entrySet().stream()
        .flatMap(
            words ->
                new Subjects(words.getValue())
                    .all().entrySet().stream()
                        .map(
                            subject ->
                                Arguments.of(
                                    words.getKey(), subject.getKey(), subject.getValue())));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("cases")
  void staysText(String words, String name, Object value) {
    Bundle bundle = Views.bundle(value);
    bundle.formats().values().forEach(format -> assertNothingActsUnseen(format.toString()));
    if (bundle.html() == null) {
      return;
    }
    Document page = Jsoup.parseBodyFragment(bundle.html());
    assertThat(page.select("script, iframe, object, embed, link, meta, a, b, form")).isEmpty();
    assertThat(page.select("img")).allMatch(image -> image.attr("src").startsWith("data:image/"));
    assertThat(page.select("style")).hasSize(1);
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        boolean ours = attribute.getValue().equals(GridScript.onClick(20));
        assertThat(attribute.getKey().startsWith("on") && !ours).as("%s", attribute).isFalse();
      }
    }
    if (name.equals("verdict") && words.equals("script")) {
      assertThat(page.select("pre").text()).contains("<script>alert(1)</script>");
    }
  }

  private static void assertNothingActsUnseen(String text) {
    assertThat(text.chars())
        .noneMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')
        .noneMatch(c -> c >= 0x7f && c <= 0x9f)
        .noneMatch(c -> c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200f)
        .noneMatch(c -> c == 0xd800);
  }
}
