package org.ilf4j.model.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;

/** One case that model_reference.py made: a checkpoint and what transformers computes with it. */
record Reference(String name, Checkpoint checkpoint, List<Text> texts) {

  /** A text's ids, its logits after each position, and its greedy continuation or null. */
  record Text(int[] ids, float[][] logits, int[] greedy) {}

  static Reference read(Path folder) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(folder);
    int vocab = checkpoint.config().vocabSize();
    JsonNode json = new ObjectMapper().readTree(folder.resolve("reference.json").toFile());
    FloatBuffer numbers =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("logits.f32")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < json.path("texts").size(); i++) {
      int[] ids = new ObjectMapper().convertValue(json.path("texts").path(i), int[].class);
      int[] greedy = new ObjectMapper().convertValue(json.path("greedy").path(i), int[].class);
      float[][] logits = new float[ids.length][vocab];
      for (float[] row : logits) {
        numbers.get(row);
      }
      texts.add(new Text(ids, logits, greedy));
    }
    return new Reference(folder.getFileName().toString(), checkpoint, texts);
  }

  @Override
  public String toString() {
    return name;
  }
}
