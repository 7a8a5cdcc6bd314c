package org.ilf4j.feedback;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A record as Argilla 2 exports it ({@code dataset.records().to_json}) and reads it ({@code
 * Record.from_dict}): one failing program, with what each user answered to each question.
 *
 * @param id the record's id
 * @param fields {@code prompt} and {@code program}
 * @param metadata {@code task_id}, and which annotator is which user
 * @param suggestions by question, one each: the simulated annotator's
 * @param responses by question: what people answered
 * @param vectors none of ours
 * @param status {@code completed} once somebody answered
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ArgillaRecord(
    @JsonProperty("id") String id,
    @JsonProperty("fields") Map<String, String> fields,
    @JsonProperty("metadata") ObjectNode metadata,
    @JsonProperty("suggestions") Map<String, Suggestion> suggestions,
    @JsonProperty("responses") Map<String, List<Response>> responses,
    @JsonProperty("vectors") Map<String, JsonNode> vectors,
    @JsonProperty("status") String status) {

  ArgillaRecord {
    fields = fields == null ? Map.of() : fields;
    metadata = metadata == null ? JsonNodeFactory.instance.objectNode() : metadata;
    suggestions = suggestions == null ? Map.of() : suggestions;
    responses = responses == null ? Map.of() : responses;
    vectors = vectors == null ? Map.of() : vectors;
  }

  /** A proposed answer; {@code agent} says whose. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Suggestion(
      @JsonProperty("value") JsonNode value,
      @JsonProperty("score") JsonNode score,
      @JsonProperty("agent") String agent) {}

  /** A user's answer; Argilla knows users by UUID. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Response(@JsonProperty("value") JsonNode value, @JsonProperty("user_id") String userId) {}
}
