/**
 * Programs rewritten by what somebody said about them (paper, section 3, steps 3 and 4). In: {@link
 * org.ilf4j.feedback.Feedbacks} and a model. Out: {@link org.ilf4j.refine.Refinements}: programs
 * that the judge can run, and the passing ones as {@link org.ilf4j.prompt.Example}s to learn. The
 * annotators' own corrections become examples through the same door.
 */
package org.ilf4j.refine;
