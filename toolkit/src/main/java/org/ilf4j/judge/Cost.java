package org.ilf4j.judge;

/**
 * What a program used.
 *
 * @param wallSeconds from its start to its end
 * @param cpuSeconds of all its processes
 * @param peakBytes the largest resident size of one of its processes, the interpreter's own some 10
 *     MB included
 */
public record Cost(double wallSeconds, double cpuSeconds, long peakBytes) {}
