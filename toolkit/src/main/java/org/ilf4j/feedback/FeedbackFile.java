package org.ilf4j.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.jsonl.JsonlException;

/** Tells by its columns which of three files it is: ours, a feedback log, or the paper's. */
final class FeedbackFile {
  private FeedbackFile() {}

  static Feedbacks read(Path file) {
    List<JsonNode> rows = Jsonl.read(file, JsonNode.class);
    if (rows.isEmpty()) {
      throw new JsonlException(file + " holds no feedback; it has no lines.");
    }
    JsonNode first = rows.get(0);
    if (first.has("original_model_completion")) {
      return Feedbacks.of(
          Jsonl.read(file, PaperAnnotation.class).stream()
              .map(PaperAnnotation::feedbackRecord)
              .toList());
    }
    return first.has("state")
        ? FeedbackLog.at(file).feedback()
        : Feedbacks.of(Jsonl.read(file, Feedback.class));
  }

  static void write(List<?> rows, Path file) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.writeString(
          file, rows.stream().map(Jsonl::line).map(l -> l + "\n").collect(Collectors.joining()));
    } catch (IOException e) {
      throw new JsonlException("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
