package org.ilf4j.jupyter.jjava;

import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.comm.CommTarget;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMETypeParseException;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.ilf4j.jupyter.BareNames;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.SessionCode;
import org.ilf4j.jupyter.Undisturbed;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.View;
import org.ilf4j.jupyter.widget.Widgets;

/** A JJava kernel as the toolkit sees it. */
final class JJavaNotebook implements Notebook {
  private final BaseKernel kernel;

  JJavaNotebook(BaseKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void run(String source) {
    kernel.evalRaw(source);
  }

  @Override
  public Object value(String expression) {
    return kernel.evalRaw(expression);
  }

  @Override
  public List<String> variables(Class<?> type) {
    return shell().map(shell -> SessionCode.variables(shell, type)).orElse(List.of());
  }

  @Override
  public Optional<String> snippet(String id) {
    return shell().flatMap(shell -> SessionCode.snippet(shell, id));
  }

  @Override
  public List<String> names(String cell, int at) {
    return shell().map(shell -> SessionCode.names(shell, cell, at)).orElse(List.of());
  }

  private Optional<JShell> shell() {
    try { // a method of the Java kernel, which is not published to compile against
      Object shell = kernel.getClass().getMethod("getJShell").invoke(kernel);
      return Optional.of((JShell) shell);
    } catch (ReflectiveOperationException e) {
      return Optional.empty(); // not a kernel for Java
    }
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
    bundle.formats().forEach((name, format) -> data.putData(mime(name), format));
    return data;
  }

  /** A bundle that JJava's display functions take as it is. */
  private interface Shown extends DisplayDataRenderable {
    Bundle bundle();

    @Override
    default void render(RenderContext context) {
      put(bundle(), context.getOutputContainer());
    }
  }

  private static MIMEType mime(String name) {
    try {
      return MIMEType.parse(name);
    } catch (MIMETypeParseException e) {
      throw new IllegalArgumentException(name + " is no MIME type.", e);
    }
  }

  @Override
  public String display(Bundle bundle) {
    return Undisturbed.get(() -> BaseNotebookStatics.display((Shown) () -> bundle));
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
    Kept kept = new Kept(new Widgets(new JJavaPort(comms)), new LatestCell());
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
    kernel.getMagicsRegistry().registerLineMagic(name, (owner, words) -> magic.run(words));
  }

  @Override
  public void cellMagic(String name, CellMagic magic) {
    kernel
        .getMagicsRegistry()
        .registerCellMagic(name, (owner, words, body) -> magic.run(words, body));
  }

  /** JJava completes a magic's name itself, its own magics' as well. */
  private static boolean onlyName(String code, int at) {
    return code.substring(code.lastIndexOf('\n', at - 1) + 1, at).matches("%*\\w*");
  }

  @Override
  public void completion(Completion completion) {
    JJavaCompletion.install(
        (code, at) -> onlyName(code, at) ? Optional.empty() : completion.at(code, at));
  }

  @Override
  public void errors(ErrorTeller teller) {
    JJavaErrors.install(
        teller,
        cell -> shell().map(shell -> BareNames.separated(shell, cell)).orElse(cell),
        kept().latest());
  }
}
