/**
 * Fine-tuning of a CodeGen on prompts and completions. Enters: a model and {@link
 * org.ilf4j.prompt.Example}s. Leaves: a new model and its {@link org.ilf4j.finetune.TrainingCurve}.
 * Serves both trainings of the method, pi_Refine and pi_theta (paper, sections 3 and 4): the prompt
 * is masked out of the loss, AdamW with a linearly falling learning rate.
 */
package org.ilf4j.finetune;
