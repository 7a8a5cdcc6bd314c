/**
 * The toolkit inside a JShell kernel. What enters: a kernel that starts (JJava, or classic IJava
 * through an adapter of its own). What leaves: a session that has the toolkit's types imported,
 * values that show themselves, bars for long calls and magics.
 *
 * <p>Everything here but the two adapters knows no kernel: it speaks {@link
 * org.ilf4j.jupyter.Notebook}.
 */
package org.ilf4j.jupyter;
