package org.ilf4j.jupyter.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import jdk.jshell.JShell;

/**
 * IJava's own classes, which are in no package registry to compile against. Holds the kernel and
 * what its subclass adds to {@link BaseKernel}.
 *
 * @param base the kernel as its base class
 */
record RunningIJava(BaseKernel base) {
  private static final String MAIN = "io.github.spencerpark.ijava.IJava";

  /** The kernel of this JVM; empty in any other kernel and outside of one. */
  static Optional<RunningIJava> kernel() {
    try {
      Class<?> main = Class.forName(MAIN, true, RunningIJava.class.getClassLoader());
      Object kernel = main.getMethod("getKernelInstance").invoke(null);
      return Optional.ofNullable((BaseKernel) kernel).map(RunningIJava::new);
    } catch (ReflectiveOperationException | LinkageError e) { // another kernel, or none
      return Optional.empty();
    }
  }

  /** Runs Java source and line magics; gives the last expression's value. */
  Object eval(String source) {
    return call(base, "evalRaw", source);
  }

  Magics magics() {
    return (Magics) call(base, "getMagics");
  }

  JShell shell() {
    try {
      Field evaluator = base.getClass().getDeclaredField("evaluator");
      evaluator.setAccessible(true);
      return (JShell) call(evaluator.get(base), "getShell");
    } catch (ReflectiveOperationException e) {
      throw unknownVersion(e);
    }
  }

  private static Object call(Object target, String method, String... arguments) {
    Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {String.class};
    try {
      return target.getClass().getMethod(method, types).invoke(target, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unknownVersion(e);
    }
  }

  private static IllegalStateException unknownVersion(ReflectiveOperationException e) {
    return new IllegalStateException(
        "This IJava has no " + e.getMessage() + "; ilf4j knows IJava 1.3.0.", e);
  }
}
