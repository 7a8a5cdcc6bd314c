package org.ilf4j.practice;

/**
 * One document of the corpus. Prompt and completion are apart because the boundary of tokens
 * between them must be where sampling will put it: encode each by itself.
 *
 * @param prompt up to the function's header, or a whole refinement prompt
 * @param completion the function's body, without end-of-text
 * @param wrong whether the program fails its task's tests
 * @param review whether it is a refinement: old code, remark, new code
 */
public record Document(String prompt, String completion, boolean wrong, boolean review) {}
