package org.ilf4j.model.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.djl.DjlEngine;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.naive.NaiveEngine;
import org.ilf4j.model.vector.VectorEngine;
import org.ilf4j.practice.Practice;
import org.ilf4j.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** codegen-nano, the embedded model: every engine, the control and transformers agree on it. */
@EnabledIf("nanoIsThere")
class NanoTest {
  private static final float TOLERANCE = 1e-4f;

  @TempDir Path folder;

  static boolean nanoIsThere() {
    boolean there =
        CodeGen.class.getResource("/org/ilf4j/datasets/codegen-nano/config.json") != null;
    if (!there) {
      System.out.println("skipped: codegen-nano is not built yet");
    }
    return there;
  }

  @Test
  void theEnginesAgreeWithTheControl() {
    try (CodeGen nano = CodeGen.load("nano");
        Engine control = new NaiveEngine(nano.checkpoint());
        Engine vector = new VectorEngine(nano.checkpoint());
        Engine djl = new DjlEngine(nano.checkpoint())) {
      int[] ids = nano.tokenizer().encode(program(11));
      float[][] expected = control.logits(ids);
      for (Engine engine : List.of(vector, djl)) {
        float[][] logits = engine.logits(ids);
        for (int i = 0; i < ids.length; i++) {
          assertThat(logits[i])
              .as("%s, position %d", engine.name(), i)
              .containsExactly(expected[i], within(TOLERANCE));
        }
      }
    }
  }

  @Test
  void transformersAgreesWithTokensAndLogits() throws Exception {
    if (ReferenceFolders.python() == null) {
      System.out.println("skipped: codegen-nano against transformers; set ILF_PARITY_PYTHON.");
      return;
    }
    try (CodeGen nano = CodeGen.load("nano")) {
      nano.save(folder);
      String text = program(12);
      Path lines = folder.resolve("texts.jsonl");
      Files.writeString(lines, new ObjectMapper().writeValueAsString(text) + "\n");
      int[] ids = nano.tokenizer().encode(text);
      assertThat(ReferenceFolders.run("ids", folder.toString(), lines.toString()))
          .containsExactly(new ObjectMapper().writeValueAsString(ids).replace(",", ", "));
      List<String> rows = ReferenceFolders.run("logits", folder.toString(), Arrays.toString(ids));
      float[][] logits = nano.engine().logits(ids);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(logits[i])
            .containsExactly(
                new ObjectMapper().readValue(rows.get(i), float[].class), within(TOLERANCE));
      }
    }
  }

  private static String program(int id) {
    Task task = Practice.load().byId(id);
    return task.text() + "\n" + task.code();
  }
}
