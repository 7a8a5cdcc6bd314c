package org.ilf4j.jupyter.widget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One control: its state on this side of the wire. Safe to use from several threads. */
public final class Widget {
  private final Port port;
  private final Map<String, Object> state;
  private final Map<String, List<Consumer<Object>>> onChange = new LinkedHashMap<>();
  private final List<Runnable> onClick = new ArrayList<>();
  private final String id;
  private boolean closed;

  Widget(Port port, Map<String, Object> state) {
    this.port = port;
    this.state = new LinkedHashMap<>(state);
    this.id =
        port.open(
            Widgets.TARGET,
            Map.of("state", this.state, "buffer_paths", List.of()),
            Map.of("version", Widgets.PROTOCOL),
            this::receive);
  }

  /** The model's id, the same on both sides. */
  public String id() {
    return id;
  }

  /** How another widget names this one as its child. */
  public String reference() {
    return "IPY_MODEL_" + id;
  }

  /** A part of the state, such as {@code value}. */
  public synchronized Object get(String key) {
    return state.get(key);
  }

  /** A part of the state as text; empty if it is not there. */
  public String text(String key) {
    Object value = get(key);
    return value == null ? "" : value.toString();
  }

  /** Changes a part of the state, here and in the front end. */
  public synchronized void set(String key, Object value) {
    state.put(key, value);
    if (!closed) {
      port.send(id, update(Map.of(key, value)));
    }
  }

  /** Runs when the person changes a part of the state. */
  public synchronized Widget onChange(String key, Consumer<Object> action) {
    onChange.computeIfAbsent(key, unused -> new ArrayList<>()).add(action);
    return this;
  }

  /** Runs when the person presses the button. */
  public synchronized Widget onClick(Runnable action) {
    onClick.add(action);
    return this;
  }

  /** Puts the keyboard's focus here; does nothing in a page that has not drawn the control yet. */
  public synchronized void focus() {
    if (!closed) {
      port.send(id, Map.of("method", "custom", "content", Map.of("do", "focus")));
    }
  }

  /** Takes the control away. */
  public synchronized void close() {
    if (!closed) {
      closed = true;
      port.close(id);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized Map<String, Object> snapshot() {
    return new LinkedHashMap<>(state);
  }

  private void receive(Map<String, Object> message) {
    switch (String.valueOf(message.get("method"))) {
      case "update" -> changed(map(message.get("state")));
      case "request_state" -> port.send(id, update(snapshot()));
      case "custom" -> clicked(map(message.get("content")));
      default -> {
        // newer front ends send messages that a control may ignore
      }
    }
  }

  private void changed(Map<String, Object> changes) {
    changes.forEach(
        (key, value) -> {
          List<Consumer<Object>> listeners;
          synchronized (this) {
            state.put(key, value);
            listeners = List.copyOf(onChange.getOrDefault(key, List.of()));
          }
          listeners.forEach(listener -> listener.accept(value));
        });
  }

  private void clicked(Map<String, Object> content) {
    if ("click".equals(content.get("event"))) {
      List<Runnable> listeners;
      synchronized (this) {
        listeners = List.copyOf(onClick);
      }
      listeners.forEach(Runnable::run);
    }
  }

  private static Map<String, Object> update(Map<String, Object> state) {
    return Map.of("method", "update", "state", state, "buffer_paths", List.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object json) {
    return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
