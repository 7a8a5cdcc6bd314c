/**
 * What somebody says about a failing program. In: failing verdicts. Out: {@code Feedback}: the
 * program, the words and, where the annotator wrote one, the corrected program. The words come from
 * a file, a person, or the simulated annotator, whose feedback is labelled as simulated (paper,
 * section 3, step 2; Tables 5 and 6).
 */
package org.ilf4j.feedback;
