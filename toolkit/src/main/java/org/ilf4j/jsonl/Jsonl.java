package org.ilf4j.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads and writes records as JSON lines. Unknown columns are passed over, a missing required one
 * is an error that names the line.
 *
 * <pre>{@code
 * List<Task> tasks = Jsonl.read(Path.of("mbpp.jsonl"), Task.class);
 * String line = Jsonl.line(tasks.get(0));
 * }</pre>
 */
public final class Jsonl {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Jsonl() {}

  /**
   * Reads every line of a file. Empty lines and a byte order mark are passed over; CRLF is fine.
   *
   * @param file a UTF-8 file, one JSON object per line
   * @param type the record's type
   * @throws JsonlException naming the file and the line that is no such record
   */
  public static <T> List<T> read(Path file, Class<T> type) {
    return parse(text(file), file.toString(), type);
  }

  /**
   * Parses text that holds one object per line.
   *
   * @param text all lines
   * @param name what to call the text in an error, such as the file's name
   * @param type the record's type
   * @throws JsonlException naming the line that is no such record
   */
  public static <T> List<T> parse(String text, String name, Class<T> type) {
    List<T> records = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String json = line.strip();
      if (number == 1 && json.startsWith("\uFEFF")) {
        json = json.substring(1);
      }
      if (!json.isEmpty()) {
        records.add(parseLine(json, name, number, type));
      }
    }
    return List.copyOf(records);
  }

  /** One record as a line of JSON, without the line's end. */
  public static String line(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new JsonlException(
          "A " + record.getClass().getSimpleName() + " cannot be written as JSON: " + reason(e), e);
    }
  }

  /**
   * Writes a file anew, one record per line; missing folders are made. To add to a file that a kill
   * must not spoil, use {@link JsonlLog}.
   *
   * @throws JsonlException if the file cannot be written
   */
  public static void write(Path file, List<?> records) {
    try {
      JsonlLog.makeFolder(file);
      Files.writeString(
          file, records.stream().map(record -> line(record) + "\n").collect(Collectors.joining()));
    } catch (IOException e) {
      throw new JsonlException("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
  }

  static <T> T parseLine(String json, String name, int number, Class<T> type) {
    try {
      T record = MAPPER.readValue(json, type);
      if (record == null) {
        throw new JsonlException(where(name, number, type) + ": it is null; correct or remove it.");
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new JsonlException(
          where(name, number, type) + ": " + reason(e) + "; correct or remove that line.", e);
    }
  }

  private static String where(String name, int number, Class<?> type) {
    return name + ", line " + number + ", is no " + type.getSimpleName() + " record";
  }

  /** Jackson's reason as part of one sentence, without its own positions and file names. */
  private static String reason(JsonProcessingException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason =
        root instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : root.getMessage();
    String first = reason == null ? root.toString() : reason.split("\n", 2)[0];
    return first.replaceAll(" \\(index \\d+\\)", "").replaceAll("[.;]$", "");
  }

  private static String text(Path file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (NoSuchFileException e) {
      throw new JsonlException("There is no file " + file + "; check the path.", e);
    } catch (CharacterCodingException e) {
      throw new JsonlException(file + " is not UTF-8 text; save it as UTF-8 and try again.", e);
    } catch (IOException e) {
      throw new JsonlException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
