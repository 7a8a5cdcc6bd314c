package org.ilf4j.practice;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * Gives a model a start at copying: a head of the first block that looks at the token before, and a
 * head of the second that looks for where the token at hand stood before and proposes what followed
 * there (Olsson et al. 2022 found such pairs in trained models and named them induction heads).
 * Without it a training of this length did not come to copying.
 *
 * <p>The first head takes a token's <em>name</em>, a few random projections of its embedding, and
 * writes it into other directions of the next token's state, the <em>place</em> where the second
 * head's keys look; its queries are the names of the tokens at hand.
 */
final class CopyHeads {
  private static final String FIRST = "transformer.h.0.";
  private static final String SECOND = "transformer.h.1.";
  private static final int HEAD = 0;

  /** What the first block's norm gives in the dimension that is the same for every token. */
  private static final double STEADY = 2;

  /** The second head's score, about, where the names are the same; tried, as all numbers here. */
  private static final double MATCH = 20;

  /** How much each turning pair adds to the score of the token before. */
  private static final double SHARPNESS = 9;

  /** The fastest pairs of the rotary embedding; the slow ones hardly tell neighbours apart. */
  private static final int TELLING_PAIRS = 5;

  private final CodeGenConfig config;
  private final int width;
  private final int headDim;
  private final int[] quiet;
  private final Random random;
  private final Map<String, float[]> weights = new LinkedHashMap<>();

  private CopyHeads(Checkpoint checkpoint, long seed) {
    config = checkpoint.config();
    width = config.width();
    headDim = width / config.heads();
    random = new Random(seed);
    checkpoint.names().forEach(name -> weights.put(name, checkpoint.copy(name)));
    quiet = quietDimensions();
  }

  /** The same weights but for one head in each of the first two blocks. */
  static Checkpoint in(Checkpoint checkpoint, long seed) {
    CopyHeads heads = new CopyHeads(checkpoint, seed);
    heads.insert();
    return Checkpoint.of(heads.config, heads.weights);
  }

  private void insert() {
    double[][] name = projection(quiet.length);
    double[][] place = projection(quiet.length);
    previous(name, place);
    induction(name, place);
  }

  /** Dimensions of a head that position turns little or not at all within the context. */
  private int[] quietDimensions() {
    return IntStream.range(0, headDim)
        .filter(d -> d >= config.rotaryDim() || frequency(d / 2) * config.contextLength() < 1)
        .toArray();
  }

  private double frequency(int pair) {
    return Math.pow(10_000, -2.0 * pair / config.rotaryDim());
  }

  /** Rows at right angles, nearly, of length one. */
  private double[][] projection(int rows) {
    double[][] matrix = new double[rows][width];
    for (double[] row : matrix) {
      for (int i = 0; i < width; i++) {
        row[i] = random.nextGaussian() / Math.sqrt(width);
      }
    }
    return matrix;
  }

  private enum Part {
    QUERY,
    VALUE,
    KEY
  }

  /** The row of {@code qkv_proj} of a head's dimension; heads and blocks are as many. */
  private int row(Part part, int dimension) {
    int local = width / config.mpNum();
    int block = HEAD * headDim / local;
    return block * 3 * local + part.ordinal() * local + HEAD * headDim % local + dimension;
  }

  private void clear(String block) {
    float[] qkv = weights.get(block + "attn.qkv_proj.weight");
    float[] out = weights.get(block + "attn.out_proj.weight");
    for (Part part : Part.values()) {
      for (int d = 0; d < headDim; d++) {
        Arrays.fill(qkv, row(part, d) * width, (row(part, d) + 1) * width, 0f);
      }
    }
    for (int i = 0; i < width; i++) {
      Arrays.fill(out, i * width + HEAD * headDim, i * width + (HEAD + 1) * headDim, 0f);
    }
  }

  /** The head that looks one back: queries are keys turned on by one position. */
  private void previous(double[][] name, double[][] place) {
    clear(FIRST);
    float[] qkv = weights.get(FIRST + "attn.qkv_proj.weight");
    float[] out = weights.get(FIRST + "attn.out_proj.weight");
    int steady = steady(qkv);
    double size = Math.sqrt(Math.sqrt(headDim) * SHARPNESS) / STEADY;
    for (int pair = 0; pair < TELLING_PAIRS; pair++) {
      double angle = -frequency(pair);
      qkv[row(Part.QUERY, 2 * pair) * width + steady] = (float) (size * Math.cos(angle));
      qkv[row(Part.QUERY, 2 * pair + 1) * width + steady] = (float) (size * Math.sin(angle));
      qkv[row(Part.KEY, 2 * pair) * width + steady] = (float) size;
    }
    double norm = embeddingNorm();
    for (int d = 0; d < name.length; d++) {
      for (int i = 0; i < width; i++) {
        qkv[row(Part.VALUE, d) * width + i] = i == steady ? 0 : (float) name[d][i];
        out[i * width + HEAD * headDim + d] = (float) (place[d][i] * norm / Math.sqrt(name.length));
      }
    }
  }

  /** Makes a dimension of the first block's norm the same everywhere; nobody else may read it. */
  private int steady(float[] qkv) {
    int steady = 0;
    weights.get(FIRST + "ln_1.weight")[steady] = 0;
    weights.get(FIRST + "ln_1.bias")[steady] = (float) STEADY;
    float[] inner = weights.get(FIRST + "mlp.fc_in.weight");
    for (int row = 0; row < 3 * width; row++) {
      qkv[row * width + steady] = 0;
    }
    for (int row = 0; row < config.innerWidth(); row++) {
      inner[row * width + steady] = 0;
    }
    return steady;
  }

  private double embeddingNorm() {
    float[] embedding = weights.get("transformer.wte.weight");
    double sum = 0;
    for (float value : embedding) {
      sum += value * value;
    }
    return Math.sqrt(sum / config.vocabSize());
  }

  /** The head that looks for what followed before: the name at hand against the names kept. */
  private void induction(double[][] name, double[][] place) {
    clear(SECOND);
    float[] qkv = weights.get(SECOND + "attn.qkv_proj.weight");
    float[] out = weights.get(SECOND + "attn.out_proj.weight");
    double size = Math.sqrt(MATCH * Math.sqrt(headDim) / name.length);
    for (int d = 0; d < name.length; d++) {
      for (int i = 0; i < width; i++) {
        qkv[row(Part.QUERY, quiet[d]) * width + i] = (float) (size * name[d][i]);
        qkv[row(Part.KEY, quiet[d]) * width + i] = (float) (size * place[d][i]);
      }
    }
    proposal(qkv, out);
  }

  /** What is seen is proposed: a sum over tokens of head's row times embedding. */
  private void proposal(float[] qkv, float[] out) {
    float[] embedding = weights.get("transformer.wte.weight");
    float[] head = weights.get("lm_head.weight");
    double[][] value = projection(headDim);
    double unit = Math.sqrt(width) / embeddingNorm();
    double[][] proposed = new double[width][headDim];
    for (int token = 0; token < config.vocabSize(); token++) {
      for (int d = 0; d < headDim; d++) {
        double seen = 0;
        for (int i = 0; i < width; i++) {
          seen += value[d][i] * embedding[token * width + i] * unit;
        }
        for (int i = 0; i < width; i++) {
          proposed[i][d] += seen * head[token * width + i];
        }
      }
    }
    double sum = 0;
    for (double[] row : proposed) {
      for (double x : row) {
        sum += x * x;
      }
    }
    double scale = embeddingNorm() / Math.sqrt(sum);
    for (int d = 0; d < headDim; d++) {
      for (int i = 0; i < width; i++) {
        qkv[row(Part.VALUE, d) * width + i] = (float) value[d][i];
        out[i * width + HEAD * headDim + d] = (float) (scale * proposed[i][d]);
      }
    }
  }
}
