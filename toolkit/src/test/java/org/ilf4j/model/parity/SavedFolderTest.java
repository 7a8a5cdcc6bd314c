package org.ilf4j.model.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.NumberType;
import org.ilf4j.model.naive.NaiveEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ilf4j saves computes the same after reading it back, and in transformers. */
class SavedFolderTest {
  private static final float TOLERANCE = 1e-4f;

  @TempDir Path folder;

  @Test
  void eightBlocksAreSavedAsFourAndComputeTheSame() throws Exception {
    for (Path golden : ReferenceFolders.golden()) {
      Reference reference = Reference.read(golden);
      reference.checkpoint().save(folder);
      Checkpoint saved = Checkpoint.read(folder);
      assertThat(saved.config().mpNum()).isEqualTo(4);
      assertThat(saved.storedAs()).isEqualTo(reference.checkpoint().storedAs());
      assertThat(saved.storedAs())
          .as("the committed cases are halves")
          .isNotEqualTo(NumberType.F32);
      Reference.Text text = reference.texts().get(0);
      try (NaiveEngine engine = new NaiveEngine(saved)) {
        float[][] logits = engine.logits(text.ids());
        for (int i = 0; i < logits.length; i++) {
          assertThat(logits[i]).containsExactly(text.logits()[i], within(TOLERANCE));
        }
      }
    }
  }

  @Test
  void transformersLoadsItWithEveryTensor() throws Exception {
    if (ReferenceFolders.python() == null) {
      System.out.println("skipped: transformers loading a saved folder; set ILF_PARITY_PYTHON.");
      return;
    }
    for (Path golden : ReferenceFolders.golden()) {
      Reference reference = Reference.read(golden);
      reference.checkpoint().save(folder);
      Reference.Text text = reference.texts().get(1);
      List<String> rows =
          ReferenceFolders.run("logits", folder.toString(), Arrays.toString(text.ids()));
      assertThat(rows).hasSize(text.ids().length);
      for (int i = 0; i < rows.size(); i++) {
        float[] logits = new ObjectMapper().readValue(rows.get(i), float[].class);
        assertThat(logits).containsExactly(text.logits()[i], within(TOLERANCE));
      }
    }
  }
}
