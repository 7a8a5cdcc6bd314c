package org.ilf4j.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A line of a feedback log.
 *
 * @param state whether it is a draft, saved, or the item was skipped
 * @param at when, ISO 8601
 * @param feedback what was written so far
 */
public record FeedbackEntry(
    @JsonProperty(value = "state", required = true) State state,
    @JsonProperty("at") String at,
    @JsonProperty(value = "feedback", required = true) Feedback feedback) {

  /** How far an annotator came with an item. */
  public enum State {
    /** Written but not saved: kept against loss, not used. */
    DRAFT,
    /** Saved: used. */
    SAVED,
    /** The annotator passed it over. */
    SKIPPED;

    /** The state's name in the file. */
    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
