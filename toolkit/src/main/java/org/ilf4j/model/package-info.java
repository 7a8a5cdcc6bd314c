/**
 * Language models that write programs: CodeGen on this machine, or a server elsewhere. Text and
 * sampling options enter, completions with their tokens and log-probabilities leave (paper, section
 * 4: the models that ILF starts from and compares with).
 *
 * <p>{@code checkpoint} holds weights and files, {@code tokenizer} text and ids, {@code engine} the
 * contract of the forward pass with one package per way to compute it. This package and {@code
 * finetune} are the only ones that know DJL.
 */
package org.ilf4j.model;
