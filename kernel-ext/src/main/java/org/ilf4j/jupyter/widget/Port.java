package org.ilf4j.jupyter.widget;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A kernel's comms; messages are plain maps, lists, strings, numbers and booleans. */
public interface Port {

  /**
   * Opens a comm to the front end.
   *
   * @param target whom to talk to there, such as {@code jupyter.widget}
   * @param data the opening message
   * @param metadata beside it, such as the protocol's version
   * @param onMessage hears what the front end sends; never ends the kernel, whatever it throws
   * @return the comm's id
   */
  String open(
      String target,
      Map<String, Object> data,
      Map<String, Object> metadata,
      Consumer<Map<String, Object>> onMessage);

  /** Sends on an open comm, from any thread. */
  void send(String id, Map<String, Object> data);

  /** Closes a comm; closing twice does nothing. */
  void close(String id);

  /**
   * Lets the front end open comms to a target.
   *
   * @param onOpen gets the new comm's id and gives what hears its messages
   */
  void accept(String target, Function<String, Consumer<Map<String, Object>>> onOpen);
}
