package org.ilf4j.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.jsonl.JsonlException;

/**
 * Feedback as a table for spreadsheets: comma separated, UTF-8 with the mark by which Excel knows
 * it, text guarded as in {@link SpreadsheetCell}. Read back with commas, semicolons or tabs, as
 * spreadsheets write them. An empty cell is a missing value.
 */
final class FeedbackCsv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String KINDS = "categories";
  private static final String BETWEEN_KINDS = "; ";
  private static final List<String> COLUMNS =
      List.of(
          "task_id",
          "feedback",
          "program",
          "refinement",
          KINDS,
          "annotator",
          "simulated",
          "prompt");
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private FeedbackCsv() {}

  static String write(Feedbacks feedbacks) {
    CsvSchema schema = CsvSchema.builder().addColumns(COLUMNS, CsvSchema.ColumnType.STRING).build();
    List<Map<String, String>> rows = feedbacks.stream().map(FeedbackCsv::row).toList();
    try {
      return BYTE_ORDER_MARK + CSV.writer(schema.withHeader()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new JsonlException("The feedback cannot be written as CSV: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> row(Feedback feedback) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("task_id", Integer.toString(feedback.taskId()));
    row.put("feedback", feedback.text());
    row.put("program", feedback.program());
    row.put("refinement", feedback.refinement());
    row.put(KINDS, String.join(BETWEEN_KINDS, feedback.categories()));
    row.put("annotator", feedback.annotator());
    row.put("simulated", Boolean.toString(feedback.simulated()));
    row.put("prompt", feedback.prompt());
    row.replaceAll((column, text) -> text == null ? "" : SpreadsheetCell.write(text));
    return row;
  }

  /** The rows as objects with the columns' names, as a line of JSONL has them. */
  static List<ObjectNode> read(String text, String name) {
    String table = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(table));
    try (MappingIterator<String[]> rows =
        CSV.readerFor(String[].class).with(schema).readValues(table)) {
      List<String[]> all = rows.readAll();
      List<ObjectNode> objects = new ArrayList<>();
      for (int i = 1; i < all.size(); i++) {
        objects.add(object(all.get(0), all.get(i), name + ", row " + (i + 1)));
      }
      return objects;
    } catch (IOException e) {
      throw new JsonlException(name + " is no table: " + e.getMessage().split("\n")[0], e);
    }
  }

  /** Whichever separates the most columns of the head line. */
  private static char separator(String table) {
    String head = table.lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      best = count(head, candidate) > count(head, best) ? candidate : best;
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static ObjectNode object(String[] columns, String[] cells, String place) {
    if (cells.length > columns.length) {
      throw new JsonlException(
          place
              + ", has "
              + cells.length
              + " cells under "
              + columns.length
              + " columns; put text with separators in quotes.");
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < cells.length; i++) {
      put(object, columns[i].strip(), SpreadsheetCell.read(cells[i]));
    }
    return object;
  }

  private static void put(ObjectNode object, String column, String cell) {
    if (column.equals(KINDS)) {
      Arrays.stream(cell.split(";"))
          .map(String::strip)
          .filter(kind -> !kind.isEmpty())
          .forEach(object.putArray(KINDS)::add);
    } else if (!cell.isEmpty() || column.equalsIgnoreCase("feedback")) {
      object.put(
          column, column.equals("simulated") ? cell.toLowerCase(java.util.Locale.ROOT) : cell);
    }
  }
}
