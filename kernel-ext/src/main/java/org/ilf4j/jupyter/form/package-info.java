/**
 * The form in which a person says what is wrong with a program, and corrects it (paper, section 3,
 * step 2). What enters: failing verdicts and a log; what leaves: lines in the log, and from it
 * {@link org.ilf4j.feedback.Feedbacks}. Each pause in typing is written down; nothing waits inside
 * a cell.
 */
package org.ilf4j.jupyter.form;
