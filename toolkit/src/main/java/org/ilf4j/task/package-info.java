/**
 * Programming tasks in MBPP's schema and their four splits (paper, section 4).
 *
 * <p>In: MBPP's public file, downloaded once and checked, or any JSONL file of the same schema.
 * Out: {@link org.ilf4j.task.Tasks}, immutable and checked at the door. Knows no other package.
 */
package org.ilf4j.task;
