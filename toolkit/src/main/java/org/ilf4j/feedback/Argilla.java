package org.ilf4j.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.ilf4j.feedback.ArgillaRecord.Response;
import org.ilf4j.feedback.ArgillaRecord.Suggestion;
import org.ilf4j.jsonl.JsonlException;

/**
 * Feedback as Argilla's records and back: a record per failing program, the questions {@code
 * feedback}, {@code refinement} and {@code categories}. People's feedback becomes responses, the
 * simulated annotator's a suggestion. A name that is no UUID gets one, and stands in the metadata.
 */
final class Argilla {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String WORDS = "feedback";
  private static final String REFINEMENT = "refinement";
  private static final String KINDS = "categories";
  private static final String TASK = "task_id";
  private static final String ANNOTATORS = "annotators";

  private Argilla() {}

  static List<ArgillaRecord> records(Feedbacks feedbacks) {
    Map<List<Object>, List<Feedback>> byProgram = new LinkedHashMap<>();
    for (Feedback feedback : feedbacks) {
      List<Object> program = List.of(feedback.taskId(), feedback.prompt(), feedback.program());
      byProgram.computeIfAbsent(program, unused -> new ArrayList<>()).add(feedback);
    }
    return byProgram.values().stream().map(Argilla::record).toList();
  }

  private static ArgillaRecord record(List<Feedback> said) {
    Feedback first = said.get(0);
    Map<String, Suggestion> suggestions = new LinkedHashMap<>();
    Map<String, List<Response>> responses = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (Feedback feedback : said) {
      String user = user(feedback.annotator());
      names.add(user + " " + feedback.annotator());
      answers(feedback)
          .forEach(
              (question, value) -> {
                if (feedback.simulated()) {
                  suggestions.put(question, new Suggestion(value, null, feedback.annotator()));
                } else {
                  responses
                      .computeIfAbsent(question, unused -> new ArrayList<>())
                      .add(new Response(value, user));
                }
              });
    }
    ObjectNode metadata = JSON.objectNode().put(TASK, first.taskId());
    names.forEach(metadata.putArray(ANNOTATORS)::add);
    return new ArgillaRecord(
        id(first),
        fields(first),
        metadata,
        suggestions,
        responses,
        Map.of(),
        responses.isEmpty() ? "pending" : "completed");
  }

  private static Map<String, String> fields(Feedback feedback) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("prompt", feedback.prompt());
    fields.put("program", feedback.program());
    return fields;
  }

  private static Map<String, JsonNode> answers(Feedback feedback) {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    answers.put(WORDS, TextNode.valueOf(feedback.text()));
    if (feedback.refinement() != null) {
      answers.put(REFINEMENT, TextNode.valueOf(feedback.refinement()));
    }
    if (!feedback.categories().isEmpty()) {
      ArrayNode kinds = JSON.arrayNode();
      feedback.categories().forEach(kinds::add);
      answers.put(KINDS, kinds);
    }
    return answers;
  }

  private static String id(Feedback feedback) {
    return "task-" + feedback.taskId() + "-" + uuid(feedback.program());
  }

  private static String user(String annotator) {
    try {
      return UUID.fromString(annotator).toString();
    } catch (IllegalArgumentException e) {
      return uuid(annotator);
    }
  }

  private static String uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static List<Feedback> feedback(ArgillaRecord record) {
    if (!record.fields().containsKey("program") || !record.metadata().path(TASK).isNumber()) {
      throw new JsonlException(
          "Argilla's record "
              + record.id()
              + " lacks the field program or the metadata task_id; name them so in the dataset's"
              + " settings.");
    }
    List<Feedback> said = new ArrayList<>();
    Suggestion suggested = record.suggestions().get(WORDS);
    if (suggested != null) {
      said.add(
          with(record, suggested.agent(), true, question -> value(record.suggestions(), question)));
    }
    for (Response response : record.responses().getOrDefault(WORDS, List.of())) {
      String user = response.userId();
      said.add(with(record, name(record, user), false, question -> value(record, question, user)));
    }
    return said;
  }

  /** The answers to one question, by its name; missing where there is none. */
  private interface Answers {
    JsonNode to(String question);
  }

  private static Feedback with(
      ArgillaRecord record, String annotator, boolean simulated, Answers answers) {
    JsonNode refinement = answers.to(REFINEMENT);
    return new Feedback(
        record.metadata().path(TASK).asInt(),
        record.fields().getOrDefault("prompt", ""),
        record.fields().get("program"),
        answers.to(WORDS).asText(),
        refinement.isTextual() ? refinement.asText() : null,
        annotator,
        simulated,
        StreamSupport.stream(answers.to(KINDS).spliterator(), false)
            .map(JsonNode::asText)
            .toList());
  }

  private static JsonNode value(Map<String, Suggestion> suggestions, String question) {
    Suggestion suggestion = suggestions.get(question);
    return suggestion == null ? JSON.missingNode() : suggestion.value();
  }

  private static JsonNode value(ArgillaRecord record, String question, String user) {
    return record.responses().getOrDefault(question, List.of()).stream()
        .filter(response -> response.userId().equals(user))
        .map(Response::value)
        .reduce(JSON.missingNode(), (earlier, later) -> later);
  }

  private static String name(ArgillaRecord record, String user) {
    return StreamSupport.stream(record.metadata().path(ANNOTATORS).spliterator(), false)
        .map(JsonNode::asText)
        .filter(line -> line.startsWith(user + " "))
        .map(line -> line.substring(user.length() + 1))
        .findFirst()
        .orElse(user);
  }
}
