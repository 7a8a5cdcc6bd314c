/**
 * The adapter to JJava: its extension, and a {@link org.ilf4j.jupyter.Notebook} over its kernel.
 * Compiled against 1.0-a6, it keeps to what 1.0a8 still has.
 */
package org.ilf4j.jupyter.jjava;
