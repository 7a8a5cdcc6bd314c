/**
 * Runs Python programs that nobody trusts, under limits, and knows no tasks.
 *
 * <p>In: {@link org.ilf4j.sandbox.Program}, a program's text and the calls to make. Out: {@link
 * org.ilf4j.sandbox.Execution}, the values of the calls as plain data, or how the program ended. A
 * warm interpreter inside bubblewrap forks one child per program: private process, network, IPC and
 * mount namespaces, a read-only view of just the interpreter, a small tmpfs, resource limits, a
 * seccomp filter, and every process ended at the deadline. What a test expects never enters.
 */
package org.ilf4j.sandbox;
