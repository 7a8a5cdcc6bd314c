package org.ilf4j.model;

/**
 * Several completions of one prompt.
 *
 * @param prompt the text to continue; computed once for all its samples
 * @param stream names the request's random stream, such as the task id: equal (seed, stream, sample
 *     index) draw equal completions, whatever else is generated beside them
 * @param firstSample index of the first sample to draw, for a job that goes on where it stopped
 * @param samples how many samples to draw
 */
public record GenerationRequest(String prompt, long stream, int firstSample, int samples) {}
