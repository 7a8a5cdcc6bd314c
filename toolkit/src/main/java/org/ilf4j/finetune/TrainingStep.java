package org.ilf4j.finetune;

/**
 * What one optimizer step saw.
 *
 * @param step from 1
 * @param epoch from 1
 * @param examples examples in the step
 * @param tokens learned tokens in the step, masked prompts not counted
 * @param loss mean over the step's examples of their mean negative log-likelihood per learned
 *     token, in nats, before the update
 * @param gradientNorm Euclidean norm of the gradient before clipping
 * @param learningRate the step's learning rate
 */
public record TrainingStep(
    int step,
    int epoch,
    int examples,
    int tokens,
    double loss,
    double gradientNorm,
    double learningRate) {}
