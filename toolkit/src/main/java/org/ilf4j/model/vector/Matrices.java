package org.ilf4j.model.vector;

import org.ilf4j.model.engine.Precision;

/** Packs matrices in one precision. */
@FunctionalInterface
interface Matrices {
  /** Takes {@code outputs} rows of {@code depth} weights. */
  PackedMatrix pack(int outputs, int depth, RowSource rows);

  /**
   * Matrices of a model.
   *
   * @param parameters how many weights they will hold in all, about
   * @throws IllegalArgumentException for a precision that this engine does not have
   */
  static Matrices of(Precision precision, long parameters) {
    return switch (precision) {
      case FLOAT32 -> {
        Slabs<float[]> slabs = new Slabs<>(parameters, float[]::new);
        yield (outputs, depth, rows) -> new FloatMatrix(outputs, depth, rows, slabs);
      }
      case BFLOAT16 -> {
        Slabs<int[]> slabs = new Slabs<>(parameters / 2, int[]::new);
        yield (outputs, depth, rows) -> new BrainMatrix(outputs, depth, rows, slabs);
      }
      case INT8 -> {
        Slabs<int[]> slabs = new Slabs<>(parameters / 4, int[]::new);
        yield (outputs, depth, rows) -> new ByteMatrix(outputs, depth, rows, slabs);
      }
      case FLOAT16 ->
          throw new IllegalArgumentException(
              "float16 runs on a GPU only; choose Precision.FLOAT32, BFLOAT16 or INT8 here.");
    };
  }
}
