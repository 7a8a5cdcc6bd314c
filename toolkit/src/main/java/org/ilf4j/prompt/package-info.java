/**
 * What a model reads and what is kept of what it writes.
 *
 * <p>In: a {@link org.ilf4j.task.Task}. Out: a {@link org.ilf4j.prompt.Prompt}, byte for byte the
 * paper's (section 4 and its published files), the rule that cuts a completion, the layout of a
 * refinement prompt (section 3), and {@link org.ilf4j.prompt.Example}: the one door through which
 * anything is learnt. Knows {@code task}, not feedback and not models.
 */
package org.ilf4j.prompt;
