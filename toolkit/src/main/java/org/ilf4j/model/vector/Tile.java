package org.ilf4j.model.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of up to 5 rows with a panel of 64 columns: {@code c[r][n] = sum over k of a[r][k] *
 * b[k][n]}, k from first to last with one fused multiply-add each, whatever the number of rows. The
 * methods {@code rows1} to {@code rows5} are one loop, written out to the last store so that the
 * sums stay in registers (a sum passed to another method may become an object in every round);
 * {@link NaiveTile} is the same in two lines.
 */
final class Tile {
  /** Columns of a panel. */
  static final int WIDTH = 64;

  /** Most rows of a tile: 5 x 4 sums, which leaves registers for 4 columns and a row. */
  static final int ROWS = 5;

  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.COUNT;

  private Tile() {}

  /** {@link #add} to nothing: {@code c} gets the products alone. */
  static void multiply(
      int rows,
      float[] a,
      int a0,
      int aStride,
      int depth,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cStride) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(c, c0 + r * cStride, c0 + r * cStride + WIDTH, 0);
    }
    add(rows, a, a0, aStride, depth, b, b0, c, c0, cStride);
  }

  /**
   * Goes on with sums: {@code c} plus the products.
   *
   * @param rows 1 to 5
   * @param a rows, the first at {@code a0}, {@code aStride} apart
   * @param depth numbers of a row to multiply
   * @param b the panel, 64 columns for each k
   * @param c 64 sums for each row, {@code cStride} apart
   */
  static void add(
      int rows,
      float[] a,
      int a0,
      int aStride,
      int depth,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cStride) {
    for (int column = 0; column < WIDTH; column += 4 * L) {
      switch (rows) {
        case 1 -> rows1(a, a0, depth, b, b0 + column, c, c0 + column);
        case 2 -> rows2(a, a0, aStride, depth, b, b0 + column, c, c0 + column, cStride);
        case 3 -> rows3(a, a0, aStride, depth, b, b0 + column, c, c0 + column, cStride);
        case 4 -> rows4(a, a0, aStride, depth, b, b0 + column, c, c0 + column, cStride);
        default -> rows5(a, a0, aStride, depth, b, b0 + column, c, c0 + column, cStride);
      }
    }
  }

  /**
   * Multiplies one row with the panel's first columns, at least {@code columns} of them: reads no
   * more of a panel that is partly filled than it must.
   */
  static void multiplyRow(
      float[] a, int a0, int depth, float[] b, int b0, float[] c, int c0, int columns) {
    int column = 0;
    for (; column + 2 * L < columns; column += 4 * L) {
      Arrays.fill(c, c0 + column, c0 + column + 4 * L, 0);
      rows1(a, a0, depth, b, b0 + column, c, c0 + column);
    }
    if (column < columns) {
      narrow1(a, a0, depth, b, b0 + column, c, c0 + column);
    }
  }

  private static void narrow1(float[] a, int a0, int depth, float[] b, int b0, float[] c, int c0) {
    FloatVector sum0 = FloatVector.zero(S);
    FloatVector sum1 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++) {
      int row = b0 + k * WIDTH;
      FloatVector x = FloatVector.broadcast(S, a[a0 + k]);
      sum0 = x.fma(FloatVector.fromArray(S, b, row), sum0);
      sum1 = x.fma(FloatVector.fromArray(S, b, row + L), sum1);
    }
    sum0.intoArray(c, c0);
    sum1.intoArray(c, c0 + L);
  }

  private static void rows1(float[] a, int a0, int depth, float[] b, int b0, float[] c, int c0) {
    FloatVector c00 = FloatVector.fromArray(S, c, c0);
    FloatVector c01 = FloatVector.fromArray(S, c, c0 + L);
    FloatVector c02 = FloatVector.fromArray(S, c, c0 + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, c0 + 3 * L);
    for (int k = 0; k < depth; k++) {
      int row = b0 + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(S, b, row);
      FloatVector w1 = FloatVector.fromArray(S, b, row + L);
      FloatVector w2 = FloatVector.fromArray(S, b, row + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, b, row + 3 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      c00 = x0.fma(w0, c00);
      c01 = x0.fma(w1, c01);
      c02 = x0.fma(w2, c02);
      c03 = x0.fma(w3, c03);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
  }

  private static void rows2(
      float[] a,
      int a0,
      int aStride,
      int depth,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, c, c0);
    FloatVector c01 = FloatVector.fromArray(S, c, c0 + L);
    FloatVector c02 = FloatVector.fromArray(S, c, c0 + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, c0 + 3 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, c0 + cStride);
    FloatVector c11 = FloatVector.fromArray(S, c, c0 + cStride + L);
    FloatVector c12 = FloatVector.fromArray(S, c, c0 + cStride + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, c, c0 + cStride + 3 * L);
    for (int k = 0; k < depth; k++) {
      int row = b0 + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(S, b, row);
      FloatVector w1 = FloatVector.fromArray(S, b, row + L);
      FloatVector w2 = FloatVector.fromArray(S, b, row + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, b, row + 3 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      c00 = x0.fma(w0, c00);
      c01 = x0.fma(w1, c01);
      c02 = x0.fma(w2, c02);
      c03 = x0.fma(w3, c03);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x1.fma(w0, c10);
      c11 = x1.fma(w1, c11);
      c12 = x1.fma(w2, c12);
      c13 = x1.fma(w3, c13);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
    c10.intoArray(c, c0 + cStride);
    c11.intoArray(c, c0 + cStride + L);
    c12.intoArray(c, c0 + cStride + 2 * L);
    c13.intoArray(c, c0 + cStride + 3 * L);
  }

  private static void rows3(
      float[] a,
      int a0,
      int aStride,
      int depth,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, c, c0);
    FloatVector c01 = FloatVector.fromArray(S, c, c0 + L);
    FloatVector c02 = FloatVector.fromArray(S, c, c0 + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, c0 + 3 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, c0 + cStride);
    FloatVector c11 = FloatVector.fromArray(S, c, c0 + cStride + L);
    FloatVector c12 = FloatVector.fromArray(S, c, c0 + cStride + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, c, c0 + cStride + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, c, c0 + 2 * cStride);
    FloatVector c21 = FloatVector.fromArray(S, c, c0 + 2 * cStride + L);
    FloatVector c22 = FloatVector.fromArray(S, c, c0 + 2 * cStride + 2 * L);
    FloatVector c23 = FloatVector.fromArray(S, c, c0 + 2 * cStride + 3 * L);
    for (int k = 0; k < depth; k++) {
      int row = b0 + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(S, b, row);
      FloatVector w1 = FloatVector.fromArray(S, b, row + L);
      FloatVector w2 = FloatVector.fromArray(S, b, row + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, b, row + 3 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      c00 = x0.fma(w0, c00);
      c01 = x0.fma(w1, c01);
      c02 = x0.fma(w2, c02);
      c03 = x0.fma(w3, c03);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x1.fma(w0, c10);
      c11 = x1.fma(w1, c11);
      c12 = x1.fma(w2, c12);
      c13 = x1.fma(w3, c13);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x2.fma(w0, c20);
      c21 = x2.fma(w1, c21);
      c22 = x2.fma(w2, c22);
      c23 = x2.fma(w3, c23);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
    c10.intoArray(c, c0 + cStride);
    c11.intoArray(c, c0 + cStride + L);
    c12.intoArray(c, c0 + cStride + 2 * L);
    c13.intoArray(c, c0 + cStride + 3 * L);
    c20.intoArray(c, c0 + 2 * cStride);
    c21.intoArray(c, c0 + 2 * cStride + L);
    c22.intoArray(c, c0 + 2 * cStride + 2 * L);
    c23.intoArray(c, c0 + 2 * cStride + 3 * L);
  }

  private static void rows4(
      float[] a,
      int a0,
      int aStride,
      int depth,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, c, c0);
    FloatVector c01 = FloatVector.fromArray(S, c, c0 + L);
    FloatVector c02 = FloatVector.fromArray(S, c, c0 + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, c0 + 3 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, c0 + cStride);
    FloatVector c11 = FloatVector.fromArray(S, c, c0 + cStride + L);
    FloatVector c12 = FloatVector.fromArray(S, c, c0 + cStride + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, c, c0 + cStride + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, c, c0 + 2 * cStride);
    FloatVector c21 = FloatVector.fromArray(S, c, c0 + 2 * cStride + L);
    FloatVector c22 = FloatVector.fromArray(S, c, c0 + 2 * cStride + 2 * L);
    FloatVector c23 = FloatVector.fromArray(S, c, c0 + 2 * cStride + 3 * L);
    FloatVector c30 = FloatVector.fromArray(S, c, c0 + 3 * cStride);
    FloatVector c31 = FloatVector.fromArray(S, c, c0 + 3 * cStride + L);
    FloatVector c32 = FloatVector.fromArray(S, c, c0 + 3 * cStride + 2 * L);
    FloatVector c33 = FloatVector.fromArray(S, c, c0 + 3 * cStride + 3 * L);
    for (int k = 0; k < depth; k++) {
      int row = b0 + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(S, b, row);
      FloatVector w1 = FloatVector.fromArray(S, b, row + L);
      FloatVector w2 = FloatVector.fromArray(S, b, row + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, b, row + 3 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      c00 = x0.fma(w0, c00);
      c01 = x0.fma(w1, c01);
      c02 = x0.fma(w2, c02);
      c03 = x0.fma(w3, c03);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x1.fma(w0, c10);
      c11 = x1.fma(w1, c11);
      c12 = x1.fma(w2, c12);
      c13 = x1.fma(w3, c13);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x2.fma(w0, c20);
      c21 = x2.fma(w1, c21);
      c22 = x2.fma(w2, c22);
      c23 = x2.fma(w3, c23);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x3.fma(w0, c30);
      c31 = x3.fma(w1, c31);
      c32 = x3.fma(w2, c32);
      c33 = x3.fma(w3, c33);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
    c10.intoArray(c, c0 + cStride);
    c11.intoArray(c, c0 + cStride + L);
    c12.intoArray(c, c0 + cStride + 2 * L);
    c13.intoArray(c, c0 + cStride + 3 * L);
    c20.intoArray(c, c0 + 2 * cStride);
    c21.intoArray(c, c0 + 2 * cStride + L);
    c22.intoArray(c, c0 + 2 * cStride + 2 * L);
    c23.intoArray(c, c0 + 2 * cStride + 3 * L);
    c30.intoArray(c, c0 + 3 * cStride);
    c31.intoArray(c, c0 + 3 * cStride + L);
    c32.intoArray(c, c0 + 3 * cStride + 2 * L);
    c33.intoArray(c, c0 + 3 * cStride + 3 * L);
  }

  private static void rows5(
      float[] a,
      int a0,
      int aStride,
      int depth,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, c, c0);
    FloatVector c01 = FloatVector.fromArray(S, c, c0 + L);
    FloatVector c02 = FloatVector.fromArray(S, c, c0 + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, c0 + 3 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, c0 + cStride);
    FloatVector c11 = FloatVector.fromArray(S, c, c0 + cStride + L);
    FloatVector c12 = FloatVector.fromArray(S, c, c0 + cStride + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, c, c0 + cStride + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, c, c0 + 2 * cStride);
    FloatVector c21 = FloatVector.fromArray(S, c, c0 + 2 * cStride + L);
    FloatVector c22 = FloatVector.fromArray(S, c, c0 + 2 * cStride + 2 * L);
    FloatVector c23 = FloatVector.fromArray(S, c, c0 + 2 * cStride + 3 * L);
    FloatVector c30 = FloatVector.fromArray(S, c, c0 + 3 * cStride);
    FloatVector c31 = FloatVector.fromArray(S, c, c0 + 3 * cStride + L);
    FloatVector c32 = FloatVector.fromArray(S, c, c0 + 3 * cStride + 2 * L);
    FloatVector c33 = FloatVector.fromArray(S, c, c0 + 3 * cStride + 3 * L);
    FloatVector c40 = FloatVector.fromArray(S, c, c0 + 4 * cStride);
    FloatVector c41 = FloatVector.fromArray(S, c, c0 + 4 * cStride + L);
    FloatVector c42 = FloatVector.fromArray(S, c, c0 + 4 * cStride + 2 * L);
    FloatVector c43 = FloatVector.fromArray(S, c, c0 + 4 * cStride + 3 * L);
    for (int k = 0; k < depth; k++) {
      int row = b0 + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(S, b, row);
      FloatVector w1 = FloatVector.fromArray(S, b, row + L);
      FloatVector w2 = FloatVector.fromArray(S, b, row + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, b, row + 3 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      c00 = x0.fma(w0, c00);
      c01 = x0.fma(w1, c01);
      c02 = x0.fma(w2, c02);
      c03 = x0.fma(w3, c03);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x1.fma(w0, c10);
      c11 = x1.fma(w1, c11);
      c12 = x1.fma(w2, c12);
      c13 = x1.fma(w3, c13);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x2.fma(w0, c20);
      c21 = x2.fma(w1, c21);
      c22 = x2.fma(w2, c22);
      c23 = x2.fma(w3, c23);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x3.fma(w0, c30);
      c31 = x3.fma(w1, c31);
      c32 = x3.fma(w2, c32);
      c33 = x3.fma(w3, c33);
      FloatVector x4 = FloatVector.broadcast(S, a[a4 + k]);
      c40 = x4.fma(w0, c40);
      c41 = x4.fma(w1, c41);
      c42 = x4.fma(w2, c42);
      c43 = x4.fma(w3, c43);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
    c10.intoArray(c, c0 + cStride);
    c11.intoArray(c, c0 + cStride + L);
    c12.intoArray(c, c0 + cStride + 2 * L);
    c13.intoArray(c, c0 + cStride + 3 * L);
    c20.intoArray(c, c0 + 2 * cStride);
    c21.intoArray(c, c0 + 2 * cStride + L);
    c22.intoArray(c, c0 + 2 * cStride + 2 * L);
    c23.intoArray(c, c0 + 2 * cStride + 3 * L);
    c30.intoArray(c, c0 + 3 * cStride);
    c31.intoArray(c, c0 + 3 * cStride + L);
    c32.intoArray(c, c0 + 3 * cStride + 2 * L);
    c33.intoArray(c, c0 + 3 * cStride + 3 * L);
    c40.intoArray(c, c0 + 4 * cStride);
    c41.intoArray(c, c0 + 4 * cStride + L);
    c42.intoArray(c, c0 + 4 * cStride + 2 * L);
    c43.intoArray(c, c0 + 4 * cStride + 3 * L);
  }
}
