/**
 * Imitation learning from language feedback (Chen et al. 2023, arXiv 2303.16749) end to end: a run
 * directory, one round of the method, and the comparison of its arms.
 */
package org.ilf4j;
