package org.ilf4j.jupyter.ijava;

import org.ilf4j.jupyter.SafeStart;
import org.ilf4j.jupyter.Session;

/**
 * What IJava calls before its first cell: IJava knows no extensions, but runs the Java in {@code
 * IJAVA_STARTUP_SCRIPT}.
 *
 * <pre>
 * IJAVA_CLASSPATH=KERNEL/ilf4j-kernel-ext.jar
 * IJAVA_STARTUP_SCRIPT=org.ilf4j.jupyter.ijava.IJavaBootstrap.install();
 * </pre>
 */
public final class IJavaBootstrap {
  private IJavaBootstrap() {}

  /** Opens a session in the IJava kernel of this JVM; says under the cell why if it cannot. */
  public static void install() {
    SafeStart.run(
        () ->
            RunningIJava.kernel()
                .map(IJavaNotebook::new)
                .orElseThrow(() -> new IllegalStateException("no IJava kernel runs in this JVM")),
        Session::open);
  }
}
