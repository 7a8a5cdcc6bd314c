package org.ilf4j.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The command line that runs an interpreter inside bubblewrap: private namespaces, a root that is
 * read-only and holds just the interpreter, one small tmpfs, no network and no environment.
 *
 * <p>An ordinary user gets a private user namespace. Root gets none, because there it would remain
 * the real root, which no limit on processes binds: on Linux 6.18 a limit of 20 let 200 forks pass.
 * The interpreter changes to an unused user id at its start instead. Changing the id first and then
 * making the namespace holds the limit too, but fails where only root may make namespaces, as in
 * most containers.
 */
final class Bubblewrap {
  private static final String[] DEVICES = {"null", "zero", "full", "random", "urandom"};

  private final Path executable;
  private final PythonInstallation python;

  private Bubblewrap(Path executable, PythonInstallation python) {
    this.executable = executable;
    this.python = python;
  }

  /**
   * Finds bubblewrap on the path.
   *
   * @throws SandboxException naming the command that installs it, if it is not there
   */
  static Bubblewrap find(PythonInstallation python) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return find(python, path + File.pathSeparator + "/usr/bin");
  }

  static Bubblewrap find(PythonInstallation python, String path) {
    Path found =
        on(path)
            .orElseThrow(
                () ->
                    new SandboxException(
                        "Programs are judged inside bubblewrap, which is not installed here; run"
                            + " `sudo apt-get install bubblewrap`, or choose Sandbox.unsafe() if"
                            + " you trust every program."));
    return new Bubblewrap(found, python);
  }

  private static Optional<Path> on(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, "bwrap"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether this process is root, so that the interpreter must change its user id. */
  static boolean isRoot() {
    try {
      return Files.readString(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)
          .lines()
          .anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The whole command.
   *
   * @param diskBytes size of the tmpfs
   * @param hashSeed fixes the order of sets of strings
   * @param script the Python source to run
   * @param argument its one argument
   */
  List<String> command(long diskBytes, int hashSeed, String script, String argument) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"));
    command.addAll(List.of("--unshare-cgroup-try", "--die-with-parent", "--new-session"));
    command.addAll(List.of("--hostname", "sandbox", "--clearenv"));
    if (isRoot()) {
      command.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
    } else {
      command.addAll(List.of("--unshare-user", "--uid", "65534", "--gid", "65534"));
    }
    addInterpreter(command);
    for (String device : DEVICES) {
      command.addAll(List.of("--dev-bind", "/dev/" + device, "/dev/" + device));
    }
    command.addAll(List.of("--perms", "1777", "--size", Long.toString(diskBytes)));
    command.addAll(List.of("--tmpfs", "/tmp", "--chdir", "/tmp", "--remount-ro", "/"));
    command.addAll(List.of("--setenv", "LD_LIBRARY_PATH", libraryPath()));
    command.addAll(List.of("--setenv", "PYTHONHASHSEED", Integer.toString(hashSeed)));
    command.addAll(pythonCommand(python, script, argument));
    return command;
  }

  /** The interpreter's own part of the command. */
  static List<String> pythonCommand(PythonInstallation python, String script, String argument) {
    return List.of(
        python.executable(), "-X", "utf8", "-W", "ignore", "-B", "-s", "-c", script, argument);
  }

  private String libraryPath() {
    return String.join(":", python.sharedLibraries());
  }

  private void addInterpreter(List<String> command) {
    for (Map.Entry<String, String> link : python.links().entrySet()) {
      command.addAll(List.of("--symlink", link.getValue(), link.getKey()));
    }
    TreeSet<String> shown = new TreeSet<>(python.standardLibrary());
    shown.addAll(python.sharedLibraries());
    shown.addAll(python.loaders());
    shown.add(python.executable());
    TreeSet<String> parents = new TreeSet<>(List.of("/dev"));
    for (String path : shown) {
      for (Path p = Path.of(path).getParent(); p.getParent() != null; p = p.getParent()) {
        parents.add(p.toString());
      }
    }
    for (String path : parents) { // else bubblewrap makes them readable by root only
      command.addAll(List.of("--perms", "0755", "--dir", path));
    }
    for (String path : shown) {
      command.addAll(List.of("--ro-bind", path, path));
    }
    for (String path : python.hidden()) {
      command.addAll(List.of("--tmpfs", path));
    }
  }
}
