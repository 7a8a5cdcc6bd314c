package org.ilf4j.jupyter;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The running kernel's connection to the front end. JJava and IJava keep it in a local variable of
 * their {@code main}; but the thread that reads the shell's messages holds it, in fields that this
 * class follows. Only what is nice to have may depend on it: if a kernel is built otherwise,
 * nothing is found and nothing fails.
 */
public final class KernelConnection {
  private static final Logger LOG = Logger.getLogger(KernelConnection.class.getName());
  private static final String SHELL_THREAD = "Shell-";
  private static final int DEPTH = 4;
  private static final int TRIES = 600;
  private static final long PAUSE_MILLIS = 50;

  private KernelConnection() {}

  /**
   * Does something with the connection as soon as it is open: now, or a moment later where the
   * kernel is still starting.
   *
   * @param type the kernel's class for it
   */
  public static <T> void whenOpen(Class<T> type, Consumer<T> use) {
    Optional<T> open = find(type);
    if (open.isPresent()) {
      use.accept(open.get());
      return;
    }
    Thread waiting = new Thread(() -> waitFor(type, use), "ilf4j-connection");
    waiting.setDaemon(true);
    waiting.start();
  }

  private static <T> void waitFor(Class<T> type, Consumer<T> use) {
    try {
      Optional<T> open = Optional.empty();
      for (int i = 0; i < TRIES && open.isEmpty(); i++) {
        Thread.sleep(PAUSE_MILLIS);
        open = find(type);
      }
      open.ifPresentOrElse(use, () -> LOG.info("The kernel's connection was not found."));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> Optional<T> find(Class<T> type) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(SHELL_THREAD))
        .filter(thread -> thread.getClass() != Thread.class)
        .flatMap(thread -> within(thread, type, DEPTH).stream())
        .findFirst();
  }

  private static <T> Optional<T> within(Object holder, Class<T> type, int depth) {
    if (type.isInstance(holder)) {
      return Optional.of(type.cast(holder));
    }
    if (depth == 0 || holder == null || holder.getClass().getName().startsWith("java.")) {
      return Optional.empty();
    }
    for (Field field : holder.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        Optional<T> found = within(value(field, holder), type, depth - 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Object value(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (IllegalAccessException | RuntimeException e) { // a field that is not ours to read
      LOG.log(Level.FINE, "Not read: " + field, e);
      return null;
    }
  }
}
