package org.ilf4j.model.checkpoint;

/** A tensor in memory. */
record ArrayTensor(long[] shape, float[] floats) implements Tensor {}
