package org.ilf4j.jupyter.widget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ilf4j.jupyter.view.Bundle;

/**
 * All controls of one kernel. Makes new ones, and tells a reloaded page of those that are there, so
 * that a form comes back with its text.
 */
public final class Widgets {
  static final String TARGET = "jupyter.widget";
  static final String PROTOCOL = "2.1.0";
  private static final String CONTROL_TARGET = "jupyter.widget.control";
  private static final String CONTROLS = "@jupyter-widgets/controls";
  private static final String CONTROLS_VERSION = "2.0.0";

  private final Port port;
  private final Map<String, Widget> open = new LinkedHashMap<>();
  private final Map<String, Runnable> forms = new LinkedHashMap<>();
  private Widget buttonLayout;
  private Widget fieldLayout;

  /** The controls of the kernel behind this port. */
  public Widgets(Port port) {
    this.port = port;
    port.accept(CONTROL_TARGET, this::control);
  }

  /** Closes the form of this name that is still open, as when its cell is run again. */
  public synchronized void closeForm(String name) {
    Runnable close = forms.remove(name);
    if (close != null) {
      close.run();
    }
  }

  /** Notes how to close a form when another of its name comes. */
  public synchronized void keepForm(String name, Runnable close) {
    forms.put(name, close);
  }

  /**
   * A field for several lines; each pause in typing is reported.
   *
   * @param hint shown while the field is empty
   * @param cssClass a style sheet's name for it
   */
  public Widget textArea(String label, String hint, String value, int rows, String cssClass) {
    return create(
        "Textarea",
        Map.of(
            "value", value,
            "rows", rows,
            "placeholder", hint,
            "description", label,
            "_dom_classes", List.of(cssClass),
            "continuous_update", true));
  }

  /**
   * A list in which none, one or several may be chosen; {@code index} holds the chosen places.
   *
   * @param rows how many are seen at once
   */
  public Widget choices(
      String label, String hint, List<String> options, List<Integer> chosen, int rows) {
    return create(
        "SelectMultiple",
        Map.of(
            "_options_labels", options,
            "index", chosen,
            "rows", rows,
            "tooltip", hint,
            "description", label));
  }

  /**
   * A button.
   *
   * @param style {@code primary, success, info, warning, danger} or empty
   */
  public Widget button(String label, String hint, String style) {
    return create("Button", Map.of("description", label, "tooltip", hint, "button_style", style));
  }

  /** HTML to read; text of people and models must be escaped in it. */
  public Widget html(String value) {
    return create("HTML", Map.of("value", value));
  }

  /** Controls below each other. */
  public Widget column(Widget... children) {
    return create("VBox", Map.of("children", references(children)));
  }

  /** Controls beside each other. */
  public Widget row(Widget... children) {
    return create("HBox", Map.of("children", references(children)));
  }

  /** The names by which a box holds its children. */
  public static List<String> references(Widget... children) {
    return List.of(children).stream().map(Widget::reference).toList();
  }

  /**
   * What to display for a control.
   *
   * @param fallback for a page that cannot draw controls: what the form is and how to do without
   */
  public static Bundle bundle(Widget widget, Bundle fallback) {
    return fallback.with(
        "application/vnd.jupyter.widget-view+json",
        Map.of("model_id", widget.id(), "version_major", 2, "version_minor", 0));
  }

  private synchronized Widget create(String kind, Map<String, Object> state) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("_model_module", CONTROLS);
    whole.put("_model_module_version", CONTROLS_VERSION);
    whole.put("_model_name", kind + "Model");
    whole.put("_view_module", CONTROLS);
    whole.put("_view_module_version", CONTROLS_VERSION);
    whole.put("_view_name", kind + "View");
    whole.putAll(state);
    if (!kind.endsWith("Box")) {
      whole.put("layout", layout(kind.equals("Button")).reference());
    }
    return register(new Widget(port, whole));
  }

  /** Fields take the width there is, buttons as much as they need; two layouts serve all. */
  private Widget layout(boolean button) {
    Widget made = button ? buttonLayout : fieldLayout;
    if (made == null) {
      Map<String, Object> state = new LinkedHashMap<>();
      for (String part : List.of("_model", "_view")) {
        state.put(part + "_module", "@jupyter-widgets/base");
        state.put(part + "_module_version", CONTROLS_VERSION);
      }
      state.put("_model_name", "LayoutModel");
      state.put("_view_name", "LayoutView");
      state.put("width", "auto");
      if (!button) {
        state.put("max_width", "76em"); // as wide as the views beside
      }
      made = register(new Widget(port, state));
      buttonLayout = button ? made : buttonLayout;
      fieldLayout = button ? fieldLayout : made;
    }
    return made;
  }

  private Widget register(Widget widget) {
    open.values().removeIf(Widget::isClosed);
    open.put(widget.id(), widget);
    return widget;
  }

  private Consumer<Map<String, Object>> control(String comm) {
    return message -> {
      if ("request_states".equals(message.get("method"))) {
        port.send(
            comm, Map.of("method", "update_states", "states", states(), "buffer_paths", List.of()));
      }
    };
  }

  private synchronized Map<String, Object> states() {
    Map<String, Object> states = new LinkedHashMap<>();
    for (Widget widget : open.values()) {
      if (!widget.isClosed()) {
        Map<String, Object> state = widget.snapshot();
        states.put(
            widget.id(),
            Map.of(
                "model_name", state.get("_model_name"),
                "model_module", state.get("_model_module"),
                "model_module_version", state.get("_model_module_version"),
                "state", state));
      }
    }
    return states;
  }
}
