/**
 * The bar under a running cell. What enters: {@link org.ilf4j.progress.ProgressSnapshot}s of a long
 * call; what leaves: one output, replaced in place.
 */
package org.ilf4j.jupyter.progress;
