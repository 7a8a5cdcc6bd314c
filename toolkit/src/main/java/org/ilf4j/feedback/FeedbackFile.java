package org.ilf4j.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.jsonl.JsonlException;

/**
 * Tells by its name and columns which file it is: a spreadsheet's table, Argilla's records, ours, a
 * feedback log, or the paper's.
 */
final class FeedbackFile {
  private static final JsonMapper JSON = new JsonMapper();

  private FeedbackFile() {}

  static Feedbacks read(Path file) {
    String name = file.toString();
    String lines = lines(file, name);
    List<JsonNode> rows = Jsonl.parse(lines, name, JsonNode.class);
    if (rows.isEmpty()) {
      throw new JsonlException(file + " holds no feedback; it has no lines.");
    }
    JsonNode first = rows.get(0);
    if (first.has("state")) {
      return FeedbackLog.at(file).feedback();
    }
    if (first.has("fields")) {
      return Feedbacks.of(
          Jsonl.parse(lines, name, ArgillaRecord.class).stream()
              .flatMap(record -> Argilla.feedback(record).stream())
              .toList());
    }
    return first.has("original_model_completion")
        ? Feedbacks.of(
            Jsonl.parse(lines, name, PaperAnnotation.class).stream()
                .map(PaperAnnotation::feedbackRecord)
                .toList())
        : Feedbacks.of(Jsonl.parse(lines, name, Feedback.class));
  }

  /** The file as one JSON object per line, whatever it is; row n of a table is line n. */
  private static String lines(Path file, String name) {
    String text = text(file);
    String type = name.toLowerCase(Locale.ROOT);
    if (type.endsWith(".csv") || type.endsWith(".tsv")) {
      return "\n" + joined(FeedbackCsv.read(text, name));
    }
    return text.stripLeading().startsWith("[") ? joined(array(text, name)) : text;
  }

  private static String joined(List<? extends JsonNode> rows) {
    return rows.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
  }

  private static List<JsonNode> array(String text, String name) {
    try {
      return StreamSupport.stream(JSON.readTree(text).spliterator(), false).toList();
    } catch (JsonProcessingException e) {
      throw new JsonlException(
          name + " begins with [ but is no JSON array: " + e.getOriginalMessage() + ".", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new JsonlException("There is no file " + file + "; check the path.", e);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new JsonlException(file + " is not UTF-8 text; save it as UTF-8 and try again.", e);
    } catch (IOException e) {
      throw new JsonlException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /** Writes one JSON array. */
  static void writeArray(List<?> rows, Path file) {
    write(rows.stream().map(Jsonl::line).collect(Collectors.joining(",\n", "[", "]\n")), file);
  }

  static void write(String text, Path file) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new JsonlException("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
