package org.ilf4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages, the text in front of each package, and the size of files. */
class ArchitectureTest {
  private static final String BASE = "org.ilf4j";
  private static final int MOST_LINES = 500;
  private static final Path SOURCES = Path.of("src/main/java/org/ilf4j");

  /** Which packages a package may import; {@code *} is any. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("progress", Set.of()),
          Map.entry("machine", Set.of()),
          Map.entry("task", Set.of()),
          Map.entry("jsonl", Set.of("progress")),
          Map.entry("sandbox", Set.of("progress")),
          Map.entry("prompt", Set.of("task")),
          Map.entry("model", Set.of("progress", "machine")),
          Map.entry("sample", Set.of("task", "prompt", "model", "jsonl", "progress")),
          Map.entry("judge", Set.of("task", "sample", "sandbox", "jsonl", "progress", "machine")),
          Map.entry("feedback", Set.of("task", "sample", "judge", "jsonl")),
          Map.entry(
              "refine", Set.of("task", "prompt", "model", "sample", "judge", "feedback", "jsonl")),
          Map.entry("finetune", Set.of("prompt", "model", "progress", "jsonl", "machine")),
          Map.entry("metric", Set.of("task", "model", "judge")),
          Map.entry(
              "practice",
              Set.of("task", "prompt", "feedback", "finetune", "model", "progress", "machine")),
          Map.entry("report", Set.of("*")),
          Map.entry("", Set.of("*")));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  /** The package below the base that owns a class: {@code model} for model.checkpoint. */
  private static String noun(JavaClass type) {
    String rest = type.getPackageName().substring(BASE.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
  }

  @Test
  void packagesImportOnlyWhatStandsAboveThem() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : classes) {
      Set<String> allowed = ALLOWED.get(noun(type));
      assertThat(allowed).as("package of %s", type.getName()).isNotNull();
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(target -> target.getPackageName().startsWith(BASE))
          .filter(target -> !noun(target).equals(noun(type)))
          .filter(target -> !allowed.contains("*") && !allowed.contains(noun(target)))
          .forEach(target -> wrong.add(type.getName() + " -> " + target.getName()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothingButTheRootKnowsTheRoot() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : classes) {
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(target -> target.getPackageName().equals(BASE) && !noun(type).isEmpty())
          .filter(target -> !noun(type).equals("report"))
          .forEach(target -> wrong.add(type.getName() + " -> " + target.getName()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching(BASE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void eachLibraryHasOneUser() {
    // The root only hands on what report made: Ilf.compare(tasks).figure().
    assertThat(usersOf(name -> name.startsWith("tech.tablesaw"))).isSubsetOf("report", "");
    assertThat(usersOf(name -> name.startsWith("org.knowm.xchart"))).isSubsetOf("report", "");
    assertThat(usersOf(name -> name.startsWith("ai.djl"))).isSubsetOf("model", "finetune");
  }

  private Set<String> usersOf(Predicate<String> library) {
    Set<String> users = new TreeSet<>();
    for (JavaClass type : classes) {
      if (type.getDirectDependenciesFromSelf().stream()
          .anyMatch(dependency -> library.test(dependency.getTargetClass().getName()))) {
        users.add(noun(type));
      }
    }
    return users;
  }

  @Test
  void everyPackageSaysWhatEntersAndLeaves() throws IOException {
    List<Path> without = new ArrayList<>();
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          boolean hasCode = files.anyMatch(file -> file.toString().endsWith(".java"));
          if (hasCode && !Files.exists(folder.resolve("package-info.java"))) {
            without.add(folder);
          }
        }
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void noFileIsTooLong() throws IOException {
    Map<Path, Integer> tooLong = new TreeMap<>();
    for (Path root : List.of(Path.of("src"), Path.of("../kernel-ext/src"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          int lines = Files.readAllLines(file).size();
          if (lines > MOST_LINES) {
            tooLong.put(file, lines);
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }
}
