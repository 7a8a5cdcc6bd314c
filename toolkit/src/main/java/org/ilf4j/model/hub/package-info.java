/**
 * Checkpoints by name from the Hugging Face Hub. A name such as {@code
 * Salesforce/codegen-350M-mono} enters, a folder leaves: one that the user's own Hub cache already
 * has, or one downloaded into it in the Hub's layout, so that Python finds it too.
 */
package org.ilf4j.model.hub;
