/**
 * {@code %ilf}, {@code %%feedback} and {@code %%python}: what enters are the words behind a magic's
 * name and its cell; what leaves is an output. Each shows its result itself and gives null, so that
 * it works the same in every kernel.
 */
package org.ilf4j.jupyter.magic;
