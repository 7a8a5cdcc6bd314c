package org.ilf4j.model.vector;

import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * Where things lie in the arrays. A row's projections are keys, values, queries, then the inner
 * feed-forward numbers; attention writes its result over the queries, so that result and inner
 * numbers are one input of the layer's second product.
 */
record ModelShape(
    int layers,
    int width,
    int inner,
    int heads,
    int headDim,
    int vocabSize,
    int contextLength,
    float epsilon) {

  static ModelShape of(CodeGenConfig config) {
    return new ModelShape(
        config.layers(),
        config.width(),
        config.innerWidth(),
        config.heads(),
        config.headDim(),
        config.vocabSize(),
        config.contextLength(),
        config.layerNormEps());
  }

  int projected() {
    return 3 * width + inner;
  }

  int valuesAt() {
    return width;
  }

  int queriesAt() {
    return 2 * width;
  }

  /** Distance of rows of the residual stream. */
  int residualStride() {
    return Lanes.roundUp(width, Tile.WIDTH);
  }

  /** Distance of value vectors in the cache. */
  int valueStride() {
    return Lanes.roundUp(headDim, Mixture.ALIGNMENT);
  }
}
