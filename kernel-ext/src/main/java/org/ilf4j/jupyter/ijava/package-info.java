/**
 * The adapter to classic IJava 1.3: what its start-up variable calls, and a {@link
 * org.ilf4j.jupyter.Notebook} over its kernel. IJava itself is in no package registry: what it is
 * built on, {@code jupyter-jvm-basekernel}, is compiled against, and {@link
 * org.ilf4j.jupyter.ijava.RunningIJava} reaches the rest by name.
 */
package org.ilf4j.jupyter.ijava;
