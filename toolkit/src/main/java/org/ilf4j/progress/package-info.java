/**
 * How long work tells what it has done and learns that it should stop. Knows no other package: the
 * place that shows progress (a cell, a terminal) is found by {@link java.util.ServiceLoader}.
 */
package org.ilf4j.progress;
