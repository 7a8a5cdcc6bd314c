package org.ilf4j.jupyter.view;

import j2html.tags.DomContent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One output in every format it is offered in; the front end takes the richest it can show.
 *
 * @param formats MIME type to content: text for text types and SVG, base64 text for PNG
 */
public record Bundle(Map<String, Object> formats) {

  /** Keeps the order of the formats. */
  public Bundle {
    formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
  }

  /** Plain text alone; what would act in a terminal or turn the writing around is made visible. */
  public static Bundle text(String text) {
    return new Bundle(Map.of("text/plain", Visible.of(text)));
  }

  /** Plain text and HTML. */
  public static Bundle html(String text, DomContent html) {
    return text(text).with("text/html", html.render());
  }

  /** This output in one more format. */
  public Bundle with(String mime, Object content) {
    Map<String, Object> more = new LinkedHashMap<>(formats);
    more.put(mime, content);
    return new Bundle(more);
  }

  /** The plain text that each output has. */
  public String plain() {
    return (String) formats.get("text/plain");
  }

  /** The HTML, or null where there is none. */
  public String html() {
    return (String) formats.get("text/html");
  }
}
