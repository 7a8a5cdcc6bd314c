package org.ilf4j.jupyter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.View;
import org.ilf4j.jupyter.widget.FakePort;
import org.ilf4j.jupyter.widget.Widgets;

/** A notebook that writes down what it is asked. */
public class FakeNotebook implements Notebook {
  public final List<String> sources = new ArrayList<>();
  public final Map<String, List<Bundle>> outputs = new LinkedHashMap<>();
  public final Map<String, LineMagic> lineMagics = new LinkedHashMap<>();
  public final Map<String, CellMagic> cellMagics = new LinkedHashMap<>();
  public final Map<String, Object> variables = new LinkedHashMap<>();
  public final List<String> members = new ArrayList<>();
  public final FakePort port = new FakePort();
  public final Map<String, String> snippets = new LinkedHashMap<>();
  public Completion completion;
  public ErrorTeller teller;
  private final Widgets widgets = new Widgets(port);
  public volatile boolean cellRunning = true;

  @Override
  public void run(String source) {
    sources.add(source);
  }

  @Override
  public Object value(String expression) {
    if (!variables.containsKey(expression)) {
      throw new IllegalStateException("cannot find symbol " + expression);
    }
    return variables.get(expression);
  }

  @Override
  public List<String> variables(Class<?> type) {
    return variables.keySet().stream()
        .filter(name -> type.isInstance(variables.get(name)))
        .toList();
  }

  @Override
  public List<String> names(String cell, int at) {
    return at > 0 && cell.charAt(at - 1) == '.' ? members : List.copyOf(variables.keySet());
  }

  @Override
  public void completion(Completion completion) {
    this.completion = completion;
  }

  @Override
  public void errors(ErrorTeller teller) {
    this.teller = teller;
  }

  @Override
  public Optional<String> snippet(String id) {
    return Optional.ofNullable(snippets.get(id));
  }

  @Override
  public <T> void show(View<T> view) {}

  @Override
  public synchronized String display(Bundle bundle) {
    String id = "output-" + outputs.size();
    outputs.put(id, new ArrayList<>(List.of(bundle)));
    return id;
  }

  @Override
  public synchronized void update(String id, Bundle bundle) {
    outputs.get(id).add(bundle);
  }

  @Override
  public boolean cellRunning() {
    return cellRunning;
  }

  @Override
  public Widgets widgets() {
    return widgets;
  }

  @Override
  public void lineMagic(String name, LineMagic magic) {
    lineMagics.put(name, magic);
  }

  @Override
  public void cellMagic(String name, CellMagic magic) {
    cellMagics.put(name, magic);
  }

  /** The plain text of every output as it stands now. */
  public synchronized List<String> texts() {
    return outputs.values().stream().map(all -> all.get(all.size() - 1).plain()).toList();
  }
}
