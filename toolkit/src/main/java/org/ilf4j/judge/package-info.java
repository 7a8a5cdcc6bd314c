/**
 * Says of each sample whether it passes its task's tests, and why not (paper, section 4: all tests
 * within 3 s each).
 *
 * <p>In: samples and their tasks. Out: {@link org.ilf4j.judge.Verdicts}. The program runs in {@code
 * sandbox}; expected values stay here, and the values that come back are compared here by Python's
 * own rules of equality. Faults of the original scripts are in {@code Judge.paperCompat()}.
 */
package org.ilf4j.judge;
