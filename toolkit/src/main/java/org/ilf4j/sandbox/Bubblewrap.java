package org.ilf4j.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The command line that runs an interpreter inside bubblewrap: private namespaces, a root that is
 * read-only and holds just the interpreter, one small tmpfs, no network and no environment.
 *
 * <p>The namespaces of users, processes, messages (ipc), names (uts) and the network are private,
 * and the one of control groups where there is one. Where root must do without a user namespace,
 * the sandbox says so; see {@link SandboxUser}.
 */
final class Bubblewrap {
  private static final long PROBE_BYTES = 1 << 20;
  private static final long PROBE_SECONDS = 20;
  private static final String[] DEVICES = {"null", "zero", "full", "random", "urandom"};

  private final Path executable;
  private final PythonInstallation python;
  private final SandboxUser user;

  private Bubblewrap(Path executable, PythonInstallation python, SandboxUser user) {
    this.executable = executable;
    this.python = python;
    this.user = user;
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
    Predicate<SandboxUser> holds = user -> new Bubblewrap(found, python, user).holdsProcesses();
    return new Bubblewrap(found, python, SandboxUser.find(holds));
  }

  /** The same with another user. */
  Bubblewrap as(SandboxUser other) {
    return new Bubblewrap(executable, python, other);
  }

  /** Who the interpreter is. */
  SandboxUser user() {
    return user;
  }

  /** Whether an interpreter starts here, and cannot make more processes than it may. */
  private boolean holdsProcesses() {
    List<String> command = command(PROBE_BYTES, 0, Scripts.read("processes.py"), "");
    try {
      Process probe =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
      } finally {
        probe.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while trying the sandbox.", e);
    }
  }

  private static Optional<Path> on(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, "bwrap"))
        .filter(Files::isExecutable)
        .findFirst();
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
    List<String> command = new ArrayList<>(user.prefix());
    command.add(executable.toString());
    command.addAll(List.of("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"));
    command.addAll(List.of("--unshare-cgroup-try", "--die-with-parent", "--new-session"));
    command.addAll(List.of("--hostname", "sandbox", "--clearenv", "--as-pid-1"));
    if (user.hasNamespace()) {
      command.addAll(List.of("--unshare-user", "--uid", "65534", "--gid", "65534"));
    } else {
      command.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
    }
    addInterpreter(command);
    for (String device : DEVICES) {
      command.addAll(List.of("--dev-bind", "/dev/" + device, "/dev/" + device));
    }
    command.addAll(List.of("--perms", "1777", "--size", Long.toString(diskBytes)));
    command.addAll(List.of("--tmpfs", "/tmp", "--chdir", "/tmp", "--remount-ro", "/"));
    command.addAll(List.of("--setenv", "LD_LIBRARY_PATH", libraryPath()));
    command.addAll(List.of("--setenv", "LD_BIND_NOW", "1")); // or each fork binds anew
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
