/**
 * CodeGen's forward pass on the CPU in plain Java on the Vector API. A checkpoint enters, logits
 * leave, and a row's logits are the same bits whichever rows share its step, on any number of
 * threads, at any vector width, in a prompt or after it: every sum is taken in one fixed order.
 *
 * <p>A product of rows with weights is computed in tiles of up to 5 rows x 64 outputs; lanes are
 * outputs, so each output adds up over its inputs from first to last. Attention uses the same
 * tiles; its softmax adds in sixteen partial sums by position ({@link
 * org.ilf4j.model.engine.Softmax}). Needs the module {@code jdk.incubator.vector}; {@code
 * org.ilf4j.model.engine} chooses another engine without it. The paper's models (section 4) are
 * such CodeGens.
 */
package org.ilf4j.model.vector;
