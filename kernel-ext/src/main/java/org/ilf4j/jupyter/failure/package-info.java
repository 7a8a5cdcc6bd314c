/**
 * Uncaught errors of a cell. What enters: the trace as a kernel wrote it, and the session's
 * snippets; what leaves: what happened, why, in which line of which cell, and what to do next, with
 * the full trace folded.
 */
package org.ilf4j.jupyter.failure;
