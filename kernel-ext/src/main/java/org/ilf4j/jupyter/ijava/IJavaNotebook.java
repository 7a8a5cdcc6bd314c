package org.ilf4j.jupyter.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.DisplayStream;
import io.github.spencerpark.jupyter.kernel.comm.Comm;
import io.github.spencerpark.jupyter.kernel.comm.CommManager;
import io.github.spencerpark.jupyter.kernel.comm.CommTarget;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.comm.CommOpenCommand;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ilf4j.jupyter.BareNames;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.SessionCode;
import org.ilf4j.jupyter.Undisturbed;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.View;
import org.ilf4j.jupyter.widget.Widgets;

/** An IJava kernel as the toolkit sees it. */
final class IJavaNotebook implements Notebook {
  private final RunningIJava ijava;
  private final BaseKernel kernel;

  IJavaNotebook(RunningIJava ijava) {
    this.ijava = ijava;
    this.kernel = ijava.base();
  }

  @Override
  public void run(String source) {
    ijava.eval(source);
  }

  @Override
  public Object value(String expression) {
    return ijava.eval(expression);
  }

  @Override
  public List<String> variables(Class<?> type) {
    return SessionCode.variables(ijava.shell(), type);
  }

  @Override
  public List<String> names(String cell, int at) {
    return SessionCode.names(ijava.shell(), cell, at);
  }

  @Override
  public <T> void show(View<T> view) {
    kernel
        .getRenderer()
        .createRegistration(view.type())
        .preferring(MIMEType.TEXT_PLAIN)
        .preferring(MIMEType.ANY)
        .register(
            (value, context) -> put(view.render().apply(value), context.getOutputContainer()));
  }

  private static DisplayData put(Bundle bundle, DisplayData data) {
    bundle.formats().forEach(data::putData);
    return data;
  }

  @Override
  public String display(Bundle bundle) {
    String id = UUID.randomUUID().toString();
    DisplayData data = put(bundle, new DisplayData());
    data.setDisplayId(id);
    Undisturbed.run(() -> kernel.display(data));
    return id;
  }

  @Override
  public void update(String id, Bundle bundle) {
    DisplayStream latest = kept().latest();
    DisplayStream display = latest.isAttached() ? latest : kernel.getIO().display;
    Undisturbed.run(() -> display.updateDisplay(id, put(bundle, new DisplayData())));
  }

  @Override
  public boolean cellRunning() {
    return kernel.getIO().display.isAttached();
  }

  @Override
  public Widgets widgets() {
    return kept().widgets();
  }

  private Kept kept() {
    CommManager comms = kernel.getCommManager();
    if (comms.getTarget(Kept.NAME) instanceof Kept kept) {
      return kept;
    }
    Kept kept = new Kept(new Widgets(new IJavaPort(comms)), new LatestCell());
    comms.registerTarget(Kept.NAME, kept);
    return kept;
  }

  /** What is there once for a kernel; it keeps that itself, so that no static field has to. */
  private record Kept(Widgets widgets, LatestCell latest) implements CommTarget {
    static final String NAME = "org.ilf4j.kept";

    @Override
    public Comm createComm(
        CommManager manager, String id, String target, Message<CommOpenCommand> message) {
      throw new UnsupportedOperationException(NAME + " takes no comms from the front end.");
    }
  }

  @Override
  public void lineMagic(String name, LineMagic magic) {
    ijava.magics().registerLineMagic(name, magic::run);
  }

  @Override
  public void cellMagic(String name, CellMagic magic) {
    ijava.magics().registerCellMagic(name, magic::run);
  }

  @Override
  public void completion(Completion completion) {
    IJavaCompletion.install(completion);
  }

  @Override
  public Optional<String> snippet(String id) {
    return SessionCode.snippet(ijava.shell(), id);
  }

  @Override
  public void errors(ErrorTeller teller) {
    IJavaErrors.install(teller, cell -> BareNames.separated(ijava.shell(), cell), kept().latest());
  }
}
