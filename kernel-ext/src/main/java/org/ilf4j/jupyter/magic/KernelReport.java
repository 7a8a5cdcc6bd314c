package org.ilf4j.jupyter.magic;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ilf4j.jupyter.Notebooks;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.SandboxException;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the running kernel has, need by need, with the command that mends what is missing. */
final class KernelReport {
  private static final double GIBI = 1 << 30;

  private final Table table =
      Table.create(
          "this kernel",
          StringColumn.create("need"),
          StringColumn.create("state"),
          StringColumn.create("found, or how to mend it"));

  private KernelReport() {}

  static Table table() {
    KernelReport report = new KernelReport();
    Runtime runtime = Runtime.getRuntime();
    report.add("Java", true, System.getProperty("java.vm.name") + " " + Runtime.version(), "");
    report.add("processors", true, String.valueOf(runtime.availableProcessors()), "");
    report.add(
        "memory",
        runtime.maxMemory() >= GIBI,
        String.format("%.1f GiB for Java", runtime.maxMemory() / GIBI),
        "less than 1 GiB for Java: raise -XX:MaxRAMPercentage in kernel.json");
    report.add(
        "vector module",
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        "jdk.incubator.vector",
        "add --add-modules jdk.incubator.vector to kernel.json; models run several times slower");
    report.add("notebook", Notebooks.current().isPresent(), "found", "no kernel that ilf4j knows");
    Optional<Path> bubblewrap = onPath("bwrap");
    report.add(
        "sandbox",
        bubblewrap.isPresent(),
        "bubblewrap in " + bubblewrap.map(Path::toString).orElse(""),
        "sudo apt-get install bubblewrap");
    report.addPython();
    return report.table;
  }

  /** The interpreter that programs are judged by: another may come first on the path. */
  private void addPython() {
    try {
      Sandbox sandbox = Sandbox.unsafe();
      add("Python", true, sandbox.pythonVersion() + " in " + sandbox.python(), "");
    } catch (SandboxException e) {
      add("Python", false, "", e.getMessage());
    }
  }

  private void add(String need, boolean good, String found, String remedy) {
    table.stringColumn(0).append(need);
    table.stringColumn(1).append(good ? "ok" : "missing");
    table.stringColumn(2).append(good ? found : remedy);
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
