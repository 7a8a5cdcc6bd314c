package org.ilf4j.jupyter.jjava;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.ilf4j.jupyter.SafeStart;
import org.ilf4j.jupyter.Session;

/**
 * Found by JJava through {@link java.util.ServiceLoader} at start, or by {@code %classpath} and
 * {@code %maven} later.
 */
public final class JJavaExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    SafeStart.run(() -> new JJavaNotebook(kernel), Session::open);
  }
}
