/**
 * Models behind an OpenAI-compatible server: the InstructGPT baselines of the paper (section 4.2),
 * vLLM, DJL Serving. Prompts and options enter, completions leave, as with a model on this machine.
 */
package org.ilf4j.model.server;
