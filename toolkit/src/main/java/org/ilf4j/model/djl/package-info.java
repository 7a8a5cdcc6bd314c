/**
 * CodeGen's forward pass on DJL's PyTorch engine: on a GPU where DJL finds one, the fallback where
 * Java's vector module is missing, and the second opinion in the parity tests. A checkpoint enters,
 * logits leave.
 */
package org.ilf4j.model.djl;
