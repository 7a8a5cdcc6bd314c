package org.ilf4j;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * A finished step of a run.
 *
 * @param name such as {@code refinements}
 * @param summary what came of it, in one line
 * @param seconds time since the step before, in the process that finished it
 * @param at when it was finished, ISO 8601
 */
public record Stage(
    @JsonProperty(value = "name", required = true) String name,
    @JsonProperty("summary") String summary,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("at") String at) {

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-24s %7.1f s  %s", name, seconds, summary);
  }
}
