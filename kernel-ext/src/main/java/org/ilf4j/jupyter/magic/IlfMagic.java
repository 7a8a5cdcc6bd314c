package org.ilf4j.jupyter.magic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ilf4j.Ilf;
import org.ilf4j.RunDirectory;
import org.ilf4j.jsonl.JsonlException;
import org.ilf4j.model.CodeGen;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** {@code %ilf doctor}, {@code %ilf runs}, {@code %ilf model NAME}. */
final class IlfMagic {
  static final List<String> COMMANDS = List.of("doctor", "runs", "model", "help");
  private static final String HELP =
      """
      %ilf doctor              what this kernel has and lacks
      %ilf runs [FOLDER]       the runs in a folder, in runs/ here or beside this folder if none is named
      %ilf model NAME          a model's size and where it comes from: nano, a Hub name or a folder
      %%feedback TASK          your words on a failing program, on the lines below; %feedback says more
      %%python TASK            judges the program on the lines below; %python says more""";

  Object run(List<String> words) {
    String command = words.isEmpty() ? "help" : words.get(0);
    int arguments = Math.max(0, words.size() - 1);
    return switch (command) {
      case "help", "-h", "--help", "?" -> HELP;
      case "doctor" -> doctor(arguments);
      case "runs" -> runs(words);
      case "model" -> model(words);
      default ->
          throw new IllegalArgumentException(
              "%ilf knows no " + command + "; it knows doctor, runs, model and help.");
    };
  }

  private static Table doctor(int arguments) {
    if (arguments > 0) {
      throw new IllegalArgumentException("%ilf doctor takes no further word.");
    }
    return KernelReport.table();
  }

  private static Table runs(List<String> words) {
    if (words.size() > 2) {
      throw new IllegalArgumentException("Which folder? %ilf runs takes one, and runs/ without.");
    }
    Path folder = words.size() == 2 ? Path.of(words.get(1)) : runsNearby();
    folder = folder.toAbsolutePath().normalize();
    if (words.size() == 2 && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("There is no folder " + folder + "; check the path.");
    }
    Table table =
        Table.create(
            "runs in " + folder,
            StringColumn.create("folder"),
            IntColumn.create("stages"),
            StringColumn.create("last finished"),
            StringColumn.create("started"));
    subfolders(folder).forEach(path -> addRun(table, path));
    return table;
  }

  /** Notebooks often lie in a folder of their own, with runs/ beside it. */
  private static Path runsNearby() {
    return Stream.of("runs", "../runs")
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(Path.of("runs"));
  }

  /** A folder without any records is no run; one that cannot be read must not hide the others. */
  private static void addRun(Table table, Path path) {
    try {
      RunDirectory run = Ilf.open(path);
      if (run.manifest().isEmpty() && !run.records().isEmpty()) {
        row(table, path, 0, "made cell by cell: " + String.join(", ", run.records().keySet()), "");
      } else if (run.manifest().isPresent()) {
        int stages = run.stages().size();
        String last = stages == 0 ? "" : run.stages().get(stages - 1).name();
        row(table, path, stages, last, run.manifest().get().started());
      }
    } catch (JsonlException e) {
      row(table, path, 0, e.getMessage(), "");
    }
  }

  private static void row(Table table, Path path, int stages, String last, String started) {
    table.stringColumn(0).append(path.getFileName().toString());
    table.intColumn(1).append(stages);
    table.stringColumn(2).append(last);
    table.stringColumn(3).append(started);
  }

  private static List<Path> subfolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be read.", e);
    }
  }

  private static CodeGen model(List<String> words) {
    if (words.size() != 2) {
      throw new IllegalArgumentException("Which model? %ilf model nano, a Hub name or a folder.");
    }
    return CodeGen.load(words.get(1));
  }
}
