package org.ilf4j.jupyter.jjava;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMETypeParseException;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.View;

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
  public <T> void show(View<T> view) {
    kernel
        .getRenderer()
        .createRegistration(view.type())
        .preferring(MIMEType.TEXT_PLAIN)
        .preferring(MIMEType.ANY)
        .register((value, context) -> put(view.render().apply(value), context));
  }

  private static void put(Bundle bundle, RenderContext context) {
    for (Map.Entry<String, Object> format : bundle.formats().entrySet()) {
      context.getOutputContainer().putData(mime(format.getKey()), format.getValue());
    }
  }

  /** A bundle that JJava's display functions take as it is. */
  private interface Shown extends DisplayDataRenderable {
    Bundle bundle();

    @Override
    default void render(RenderContext context) {
      put(bundle(), context);
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
    return BaseNotebookStatics.display((Shown) () -> bundle);
  }

  @Override
  public void update(String id, Bundle bundle) {
    BaseNotebookStatics.updateDisplay(id, (Shown) () -> bundle);
  }

  @Override
  public boolean cellRunning() {
    return kernel.getIO().display.isAttached();
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
}
