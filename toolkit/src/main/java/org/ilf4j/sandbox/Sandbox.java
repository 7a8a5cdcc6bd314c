package org.ilf4j.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A place where programs that nobody trusts can run. Immutable: it holds the choice of place and
 * limits, and starts interpreters.
 *
 * <pre>{@code
 * try (WarmInterpreter python = Sandbox.standard().start(0)) {
 *   Execution e = python.run(new Program("def f(x): return x + 1", "", List.of("f(1)")));
 *   e.steps().get(1)          // Returned, with the int 2
 * }
 * }</pre>
 */
public final class Sandbox {
  private final PythonInstallation python;
  private final Bubblewrap bubblewrap;
  private final Limits limits;

  private Sandbox(PythonInstallation python, Bubblewrap bubblewrap, Limits limits) {
    this.python = python;
    this.bubblewrap = bubblewrap;
    this.limits = limits;
  }

  /**
   * Full isolation by bubblewrap.
   *
   * @throws SandboxException naming the remedy if there is no bubblewrap or no Python
   */
  public static Sandbox standard() {
    requireLinux();
    PythonInstallation python = PythonInstallation.find();
    return new Sandbox(python, Bubblewrap.find(python), Limits.standard());
  }

  /**
   * No isolation but resource limits: programs can read and write what you can. Every verdict is
   * labelled. Only for programs you trust, on systems without bubblewrap.
   */
  public static Sandbox unsafe() {
    requireLinux();
    return new Sandbox(PythonInstallation.find(), null, Limits.standard());
  }

  /** The same place with other limits. */
  public Sandbox withLimits(Limits newLimits) {
    return new Sandbox(python, bubblewrap, newLimits);
  }

  /** What one program may use. */
  public Limits limits() {
    return limits;
  }

  /** Whether programs are kept apart from this machine. */
  public boolean isIsolated() {
    return bubblewrap != null;
  }

  /**
   * Whether the sandbox has a user namespace of its own, beside those of processes, network,
   * messages and names, which it always has. Root goes without where only root may make namespaces
   * or read the interpreter; programs run under an unused user id either way.
   */
  public boolean hasUserNamespace() {
    return isIsolated() && bubblewrap.user().hasNamespace();
  }

  /** The interpreter's file, such as {@code /usr/bin/python3.11}. */
  public Path python() {
    return Path.of(python.executable());
  }

  /** The interpreter's version, such as {@code 3.11.2}. */
  public String pythonVersion() {
    return python.versionText();
  }

  /**
   * Starts a warm interpreter for programs. It belongs to the calling thread.
   *
   * @param seed of hashes and of {@code random}; 0 gives unshifted clocks too
   */
  public WarmInterpreter start(int seed) {
    return new WarmInterpreter(this, seed);
  }

  /**
   * Starts an interpreter for a script of our own that answers requests, in the same isolation.
   * Programs never enter it.
   *
   * @param script Python source; {@code make_encoder} of {@code values.py} stands before it
   */
  public PythonProcess startTrusted(String script) {
    return launch(0, Scripts.read("values.py") + "\n" + script, "");
  }

  PythonProcess launch(int hashSeed, String script, String argument) {
    if (bubblewrap != null) {
      List<String> command = bubblewrap.command(limits.diskBytes(), hashSeed, script, argument);
      return PythonProcess.start(command, Path.of("/"), Map.of());
    }
    List<String> command = Bubblewrap.pythonCommand(python, script, argument);
    Map<String, String> environment = Map.of("PYTHONHASHSEED", Integer.toString(hashSeed));
    return PythonProcess.start(command, emptyFolder(), environment);
  }

  /** The user id that the interpreter must take at its start; 0 if it need not. */
  int idToTake() {
    return isIsolated() ? bubblewrap.user().idToTake() : 0;
  }

  /** The same place with another user. */
  Sandbox as(SandboxUser user) {
    return new Sandbox(python, bubblewrap.as(user), limits);
  }

  List<String> readable() {
    return Stream.concat(python.standardLibrary().stream(), python.sharedLibraries().stream())
        .map(folder -> folder + "/")
        .toList();
  }

  /** One line: isolation, interpreter and limits. */
  @Override
  public String toString() {
    String filter = Seccomp.available() ? "" : " without a filter of system calls";
    String users = hasUserNamespace() ? "" : " without a user namespace";
    String place = isIsolated() ? "bubblewrap" + users + filter : "no isolation";
    return "Sandbox: " + place + ", Python " + pythonVersion() + ", " + limits;
  }

  private static void requireLinux() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      throw new SandboxException(
          "Programs are judged on Linux only, and this is " + system + "; use a Linux container.");
    }
  }

  private static Path emptyFolder() {
    try {
      Path folder = Files.createTempDirectory("ilf4j-unsafe");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new SandboxException("No temporary folder can be made: " + e.getMessage(), e);
    }
  }
}
