/** Text to token ids and back, exactly as the checkpoint's own tokenizer files say. */
package org.ilf4j.model.tokenizer;
