/**
 * Draws programs for tasks (paper, section 3: n = 30 per task at temperature 0.8).
 *
 * <p>Enters: {@link org.ilf4j.task.Tasks} and a {@link org.ilf4j.model.LanguageModel}. Leaves:
 * {@link org.ilf4j.sample.Samples}, each completion cut by the paper's truncation rule, optionally
 * written to an append-only file from which an interrupted run goes on. The same seed draws the
 * same samples whatever the batching, the order, the number of threads or the interruptions.
 */
package org.ilf4j.sample;
