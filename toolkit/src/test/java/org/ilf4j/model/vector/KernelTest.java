package org.ilf4j.model.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.engine.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kernel beside its naive form, at odd sizes; seed 5. */
class KernelTest {
  private final Random random = new Random(5);

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 33, 192, 769})
  void tilesOfEveryHeightSumFromFirstToLast(int depth) {
    int stride = depth + 3;
    float[] a = numbers(2 + Tile.ROWS * stride);
    float[] b = numbers(5 + depth * Tile.WIDTH);
    int differing = 0;
    for (int rows = 1; rows <= Tile.ROWS; rows++) {
      float[] c = new float[1 + Tile.ROWS * 70];
      Tile.multiply(rows, a, 2, stride, depth, b, 5, c, 1, 70);
      for (int r = 0; r < rows; r++) {
        for (int n = 0; n < Tile.WIDTH; n++) {
          float sum = c[1 + r * 70 + n];
          int a0 = 2 + r * stride;
          assertThat(sum).isEqualTo(NaiveTile.fromFirstToLast(a, a0, depth, b, 5, n));
          differing += sum == NaiveTile.inTwoHalves(a, a0, depth, b, 5, n) ? 0 : 1;
        }
      }
      assertThat(c[1 + (rows - 1) * 70 + Tile.WIDTH]).isZero();
    }
    if (depth > 30) {
      assertThat(differing).as("sums that another order rounds otherwise").isPositive();
    }
  }

  /** One row straight from the stored panel, and several by the widened one: the naive sums. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 33, 192, 769})
  void storedWeightsMultiplyAsTheirWidenedForm(int depth) {
    int outputs = Tile.WIDTH + 37;
    float[][] rows = new float[outputs][];
    for (int i = 0; i < outputs; i++) {
      rows[i] = numbers(depth);
    }
    rows[3] = new float[depth];
    for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8)) {
      PackedMatrix matrix =
          Matrices.of(precision, 1000)
              .pack(outputs, depth, (i, row) -> System.arraycopy(rows[i], 0, row, 0, depth));
      float[] a = numbers(3 + depth);
      float[] c = new float[Tile.ROWS * Tile.WIDTH];
      float[] several = c.clone();
      for (int panel = 0; panel < 2; panel++) {
        matrix.multiplyRow(a, 3, panel, c);
        multiplyInBlocks(matrix, panel, a, several);
        for (int i = 0; i < Tile.WIDTH; i++) {
          int output = panel * Tile.WIDTH + i;
          float sum = output < outputs ? naive(a, 3, rows[output], precision) : 0;
          assertThat(c[i]).as("%s, output %d", precision, output).isEqualTo(sum);
          assertThat(several[i]).isEqualTo(sum);
          assertThat(several[Tile.WIDTH + i]).isEqualTo(sum);
        }
      }
    }
  }

  /** Two equal rows, the inputs in two parts. */
  private static void multiplyInBlocks(PackedMatrix matrix, int panel, float[] a, float[] sums) {
    int middle = matrix.depth() / 2;
    Arrays.fill(sums, 0);
    for (Range inputs : List.of(new Range(0, middle), new Range(middle, matrix.depth()))) {
      float[] wide = matrix.wide(panel, inputs, new float[inputs.size() * Tile.WIDTH]);
      int from = 3 + inputs.from();
      int at = matrix.wideAt(panel, inputs);
      Tile.add(2, a, from, 0, inputs.size(), wide, at, sums, 0, Tile.WIDTH);
    }
    matrix.scale(panel, 2, sums);
  }

  private static float naive(float[] a, int a0, float[] row, Precision precision) {
    float scale = precision == Precision.INT8 ? ByteMatrix.scaleOf(row) : 1;
    float sum = 0;
    for (int k = 0; k < row.length; k++) {
      float weight =
          switch (precision) {
            case BFLOAT16 -> RoundedWeights.brain(row[k]);
            case INT8 -> Math.round(row[k] / scale);
            default -> row[k];
          };
      sum = Math.fma(a[a0 + k], weight, sum);
    }
    return precision == Precision.INT8 ? sum * scale : sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 31, 33, 63, 64})
  void aRowOfAPartlyFilledPanelHasTheWholeTilesSums(int columns) {
    int depth = 48;
    float[] a = numbers(depth);
    float[] b = numbers(depth * Tile.WIDTH);
    float[] whole = new float[Tile.WIDTH];
    float[] part = new float[Tile.WIDTH];
    Tile.multiply(1, a, 0, depth, depth, b, 0, whole, 0, Tile.WIDTH);
    Tile.multiplyRow(a, 0, depth, b, 0, part, 0, columns);
    assertThat(Arrays.copyOf(part, columns)).isEqualTo(Arrays.copyOf(whole, columns));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 17, 64})
  void mixturesAddPositionAfterPosition(int count) {
    int width = 3 * Mixture.ALIGNMENT;
    float[] weights = numbers(Tile.ROWS * 80);
    float[] values = numbers(count * width);
    float[] before = numbers(Tile.ROWS * width);
    for (int rows = 1; rows <= Tile.ROWS; rows++) {
      float[] out = before.clone();
      Mixture.add(rows, weights, 0, 80, count, values, 0, width, out, 0, width);
      for (int i = 0; i < out.length; i++) {
        float sum = before[i];
        for (int t = 0; i / width < rows && t < count; t++) {
          sum = Math.fma(weights[i / width * 80 + t], values[t * width + i % width], sum);
        }
        assertThat(out[i]).isEqualTo(sum);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 17, 64})
  void fourHeadsAtOnceAreFourHeads(int count) {
    int width = 3 * Mixture.ALIGNMENT;
    float[] weights = numbers(4 * 90);
    float[] values = numbers(4 * 64 * width);
    float[] expected = numbers(4 * width);
    float[] out = expected.clone();
    for (int head = 0; head < 4; head++) {
      Mixture.add(
          1,
          weights,
          head * 90,
          0,
          count,
          values,
          head * 64 * width,
          width,
          expected,
          head * width,
          0);
    }
    Mixture.addFourHeads(weights, 0, 90, count, values, 0, 64 * width, width, out, 0);
    assertThat(out).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 50, 1000})
  void softmaxWeightsAreTheControlsBits(int count) {
    float[] x = numbers(count + 3);
    x[3] = 40;
    x[count + 2] = -200;
    for (float inverseTemperature : new float[] {1, 1.25f, 0.125f}) {
      float[] expected = new float[count];
      float[] found = new float[count];
      float expectedSum = Softmax.weights(x, 3, count, inverseTemperature, expected);
      float sum = Lanes.softmaxWeights(x, 3, count, inverseTemperature, found, 0);
      assertThat(found).isEqualTo(expected);
      assertThat(sum).isEqualTo(expectedSum);
    }
  }

  @Test
  void exponentialIsNearTheExactOne() {
    for (float x = -86.9f; x <= 0; x += 0.00731f) {
      assertThat(Softmax.exp(x) / Math.exp(x)).isCloseTo(1, within(2e-7));
    }
    assertThat(Softmax.exp(0)).isEqualTo(1);
    assertThat(Softmax.exp(-88)).isZero();
    assertThat(Softmax.exp(Float.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void geluIsNearTheExactOne() {
    float[] x = new float[Lanes.COUNT];
    for (float start = -60; start < 60; start += 0.0317f) {
      Arrays.fill(x, start);
      Lanes.geluNew(FloatVector.fromArray(Lanes.SPECIES, x, 0)).intoArray(x, 0);
      double u = Math.sqrt(2 / Math.PI) * (start + 0.044715 * Math.pow(start, 3));
      double exact = 0.5 * start * (1 + Math.tanh(u));
      assertThat((double) x[0]).isCloseTo(exact, within(5e-7 * Math.max(1, Math.abs(start))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 20, 33, 192})
  void layerNormIsNearTheExactOne(int width) {
    float[] x = numbers(width + 2);
    float[] weight = numbers(width);
    float[] bias = numbers(width);
    float[] y = new float[width + 1];
    Lanes.layerNorm(x, 2, width, weight, bias, 1e-5f, y, 1);
    double mean = 0;
    for (int i = 0; i < width; i++) {
      mean += x[2 + i] / (double) width;
    }
    double variance = 0;
    for (int i = 0; i < width; i++) {
      variance += Math.pow(x[2 + i] - mean, 2) / width;
    }
    for (int i = 0; i < width; i++) {
      double exact = (x[2 + i] - mean) / Math.sqrt(variance + 1e-5) * weight[i] + bias[i];
      assertThat((double) y[1 + i]).isCloseTo(exact, within(2e-6));
    }
  }
}
