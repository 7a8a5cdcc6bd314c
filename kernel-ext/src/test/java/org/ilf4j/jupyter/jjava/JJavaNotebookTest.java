package org.ilf4j.jupyter.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.ilf4j.jupyter.Notebooks;
import org.ilf4j.jupyter.progress.NotebookProgress;
import org.ilf4j.prompt.Prompt;
import org.junit.jupiter.api.Test;

class JJavaNotebookTest {
  /** A JJava kernel without a language. */
  private static final class BareKernel extends BaseKernel {
    final List<String> sources = new ArrayList<>();

    BareKernel() {
      super(
          "bare",
          "0",
          null,
          List.of(),
          null,
          new JupyterIO(StandardCharsets.UTF_8),
          new CommManager(),
          new Renderer(),
          null,
          new MagicsRegistry(),
          false,
          new StringStyler.Builder().build());
    }

    @Override
    public Object evalRaw(String source) {
      sources.add(source);
      return null;
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
      return null;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
      return null;
    }

    @Override
    public String isComplete(String code) {
      return IS_COMPLETE_YES;
    }
  }

  private final BareKernel kernel = new BareKernel();

  @Test
  void theExtensionIsFoundAndImportsTheTypes() {
    Extension extension =
        ServiceLoader.load(Extension.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(JJavaExtension.class::isInstance)
            .findFirst()
            .orElseThrow();
    extension.install(kernel);
    assertThat(kernel.sources).hasSize(1);
    assertThat(kernel.sources.get(0)).contains("import org.ilf4j.task.Task;");
  }

  @Test
  void valuesShowInTextAndHtml() {
    new JJavaExtension().install(kernel);
    DisplayData shown = kernel.getRenderer().render(new Prompt(3, "def f():\n    >>> f()\n"));
    assertThat(shown.getData(MIMEType.TEXT_HTML)).asString().contains("Prompt of task 3");
    assertThat(shown.getData(MIMEType.TEXT_PLAIN)).asString().contains(">>> f()");
  }

  @Test
  void arraysShowTheirItems() {
    new JJavaExtension().install(kernel);
    DisplayData shown = kernel.getRenderer().render(new int[][] {{1, 2}, {3}});
    assertThat(shown.getData(MIMEType.TEXT_PLAIN))
        .isEqualTo("int[][2] {int[2] {1, 2}, int[1] {3}}");
  }

  @Test
  void thereIsNoNotebookWithoutARunningKernel() {
    assertThat(Notebooks.current()).isEmpty();
    assertThat(new NotebookProgress().available()).isFalse();
  }
}
