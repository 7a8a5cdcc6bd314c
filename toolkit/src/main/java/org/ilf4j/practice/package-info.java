/**
 * Practice: 974 tasks of our own in MBPP's schema, and the corpus that codegen-nano learns from.
 *
 * <p>Everything is a composition of a few steps ("take the digits of a number, keep the even
 * numbers and return the sum") that this package can word, write as Python and evaluate itself, so
 * no Python is needed to make a task. The same compositions with a planted bug play the part that
 * wrong programs on the web play in a real model's corpus. In: a seed. Out: {@link
 * org.ilf4j.practice.Practice} tasks and {@link org.ilf4j.practice.Corpus} documents. No
 * counterpart in the paper: it lets every number of the paper have one on a laptop.
 */
package org.ilf4j.practice;
