package org.ilf4j.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads tasks strictly: each fault is one sentence with the file, the line and the remedy. */
final class TaskReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VALUE_SHOWN = 60;

  private final String source;
  private int line;

  private TaskReader(String source) {
    this.source = source;
  }

  static Tasks read(Path file) {
    String name = String.valueOf(file.getFileName());
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(name.replaceFirst("\\.jsonl$", ""), file.toString(), reader);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be read (" + e + "); check that it exists and is UTF-8 text.", e);
    }
  }

  static Tasks read(String name, String source, Reader reader) throws IOException {
    return Tasks.of(name, new TaskReader(source).tasks(new BufferedReader(reader)));
  }

  private List<Task> tasks(BufferedReader reader) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isBlank()) {
        tasks.add(task(text));
      }
    }
    return tasks;
  }

  private Task task(String text) {
    JsonNode row = object(text);
    JsonNode id = row.get("task_id");
    if (id == null || !id.isInt()) {
      throw fault("task_id is " + shown(id) + ", not a whole number");
    }
    return new Task(
        id.intValue(),
        string(row, "text"),
        string(row, "code"),
        row.hasNonNull("test_setup_code") ? string(row, "test_setup_code") : "",
        tests(row),
        row.hasNonNull("challenge_test_list") ? strings(row, "challenge_test_list") : List.of());
  }

  private JsonNode object(String text) {
    try {
      JsonNode row = JSON.readTree(text);
      if (row.isObject()) {
        return row;
      }
    } catch (JsonProcessingException e) {
      throw fault("not valid JSON, " + e.getOriginalMessage().replaceFirst("\\s*\\R.*", ""));
    }
    throw fault("not a JSON object");
  }

  private List<String> tests(JsonNode row) {
    List<String> tests = strings(row, "test_list");
    if (tests.isEmpty()) {
      throw fault("test_list is empty, at least 1 test is needed");
    }
    return tests;
  }

  private String string(JsonNode row, String field) {
    JsonNode value = row.get(field);
    if (value == null || !value.isTextual()) {
      throw fault(field + " is " + shown(value) + ", not a string");
    }
    return value.textValue();
  }

  private List<String> strings(JsonNode row, String field) {
    JsonNode value = row.get(field);
    if (value == null || !value.isArray()) {
      throw fault(field + " is " + shown(value) + ", not a list of strings");
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw fault(field + " holds " + shown(item) + ", which is not a string");
      }
      strings.add(item.textValue());
    }
    return strings;
  }

  private static String shown(JsonNode value) {
    if (value == null) {
      return "missing";
    }
    String text = value.toString();
    return text.length() <= VALUE_SHOWN ? text : text.substring(0, VALUE_SHOWN) + "…";
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        source + " line " + line + ": " + what + "; mend or remove this line.");
  }
}
