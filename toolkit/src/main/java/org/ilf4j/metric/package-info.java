/**
 * How good a model is. In: {@link org.ilf4j.judge.Verdicts} on samples. Out: pass@k by the unbiased
 * estimator (Chen et al. 2021, arXiv 2107.03374, section 2.1; the paper, section 4), its 95 %
 * interval, and the paired comparison of two models on the same tasks.
 */
package org.ilf4j.metric;
