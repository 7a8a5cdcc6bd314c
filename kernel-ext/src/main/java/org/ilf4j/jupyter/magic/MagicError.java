package org.ilf4j.jupyter.magic;

/**
 * A magic's call that cannot be carried out, said in one sentence. An error without a trace,
 * because both kernels wrap a magic's exceptions and print two traces of their own in front of the
 * sentence.
 */
final class MagicError extends Error {
  MagicError(String sentence) {
    super(sentence, null, false, false);
  }
}
