package org.ilf4j.jupyter.widget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A front end that keeps the state of every control and can type and click. */
public final class FakePort implements Port {
  /** Each open control's state, as a browser would hold it. */
  public final Map<String, Map<String, Object>> models = new LinkedHashMap<>();

  private final Map<String, Consumer<Map<String, Object>>> listeners = new LinkedHashMap<>();
  private final Map<String, Function<String, Consumer<Map<String, Object>>>> targets =
      new LinkedHashMap<>();
  private final List<Map<String, Object>> sent = new ArrayList<>();

  @Override
  @SuppressWarnings("unchecked")
  public synchronized String open(
      String target,
      Map<String, Object> data,
      Map<String, Object> metadata,
      Consumer<Map<String, Object>> onMessage) {
    String id = "comm-" + listeners.size();
    models.put(id, new LinkedHashMap<>((Map<String, Object>) data.get("state")));
    listeners.put(id, onMessage);
    return id;
  }

  @Override
  @SuppressWarnings("unchecked")
  public synchronized void send(String id, Map<String, Object> data) {
    sent.add(data);
    if (models.containsKey(id) && data.containsKey("state")) {
      models.get(id).putAll((Map<String, Object>) data.get("state"));
    }
  }

  @Override
  public synchronized void close(String id) {
    models.remove(id);
  }

  @Override
  public void accept(String target, Function<String, Consumer<Map<String, Object>>> onOpen) {
    targets.put(target, onOpen);
  }

  /** The last message to the front end. */
  public synchronized Map<String, Object> lastSent() {
    return sent.get(sent.size() - 1);
  }

  /** What a reloaded page asks. */
  public void reload() {
    targets
        .get("jupyter.widget.control")
        .apply("control")
        .accept(Map.of("method", "request_states"));
  }

  /** Changes a control's state as a person would. */
  public void change(String id, String key, Object value) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put(key, value);
    models.getOrDefault(id, new LinkedHashMap<>()).put(key, value);
    listeners.get(id).accept(Map.of("method", "update", "state", state));
  }

  /** Presses a button. */
  public void click(String id) {
    listeners.get(id).accept(Map.of("method", "custom", "content", Map.of("event", "click")));
  }

  /** All controls' state as text. */
  public synchronized String snapshot() {
    return models.toString();
  }

  /** Every message to the front end that is a command to a control, such as to take the focus. */
  public synchronized List<Map<String, Object>> commands() {
    return sent.stream().filter(message -> "custom".equals(message.get("method"))).toList();
  }

  /** The newest open control of this kind with this description. */
  public synchronized String find(String kind, String description) {
    return models.entrySet().stream()
        .filter(model -> model.getValue().get("_model_name").equals(kind + "Model"))
        .filter(model -> description.equals(model.getValue().get("description")))
        .map(Map.Entry::getKey)
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
