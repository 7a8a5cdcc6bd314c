/**
 * CodeGen's weights and their files. A folder in the Hugging Face layout enters, named float32
 * tensors with a checked configuration leave, and back.
 */
package org.ilf4j.model.checkpoint;
