package org.ilf4j.refine;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.prompt.RefinementTemplate;

/**
 * What the refinement model reads (paper, section 3):
 *
 * <pre>
 * OLD CODE:
 * {the failing program, at most 512 tokens}
 *
 * FEEDBACK:
 * {the feedback}
 *
 * REFINEMENT:
 * {the task's prompt}
 * </pre>
 */
public final class RefinementPrompt {
  /** Tokens of old code at most (paper, section 3). */
  public static final int OLD_CODE_TOKENS = 512;

  /** Where a model's tokens cannot be counted: about 4 characters each (our choice). */
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final UnaryOperator<String> cut;

  private RefinementPrompt(UnaryOperator<String> cut) {
    this.cut = cut;
  }

  /** The prompt for a model: its own tokens are counted if it is on this machine. */
  public static RefinementPrompt of(LanguageModel model) {
    return model instanceof CodeGen codeGen
        ? new RefinementPrompt(code -> firstTokens(code, codeGen.tokenizer()))
        : ofAnyModel();
  }

  /** The prompt where the model is not known: tokens are taken as 4 characters each. */
  static RefinementPrompt ofAnyModel() {
    return new RefinementPrompt(RefinementPrompt::firstCharacters);
  }

  /** The prompt for one feedback. */
  public Prompt render(Feedback feedback) {
    String old = cut.apply(feedback.program());
    return new Prompt(
        feedback.taskId(), RefinementTemplate.render(old, feedback.text(), feedback.prompt()));
  }

  /** What it is made of. */
  @Override
  public String toString() {
    return "The paper's refinement prompt: old code of at most %d tokens, feedback, the task's prompt"
        .formatted(OLD_CODE_TOKENS);
  }

  private static String firstTokens(String code, Tokenizer tokenizer) {
    int[] tokens = tokenizer.encode(code);
    return tokens.length <= OLD_CODE_TOKENS
        ? code
        : tokenizer.decode(Arrays.copyOf(tokens, OLD_CODE_TOKENS));
  }

  private static String firstCharacters(String code) {
    return code.substring(0, Math.min(code.length(), OLD_CODE_TOKENS * CHARACTERS_PER_TOKEN));
  }
}
