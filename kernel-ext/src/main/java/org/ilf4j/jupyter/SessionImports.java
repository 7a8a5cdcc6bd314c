package org.ilf4j.jupyter;

import java.util.List;
import java.util.stream.Stream;

/**
 * The types that a cell can name without an import. Single types, no wildcards: a name of ours must
 * neither hide nor clash with the {@code java.util.*} and its like that JShell starts with.
 */
final class SessionImports {
  /** Package, then its types; the order is the method's own, from task to table. */
  private static final String TYPES =
      """
      org.ilf4j                   Ilf IlfRound RoundOptions RoundResult RunDirectory
      org.ilf4j.task              Task Tasks Split Mbpp
      org.ilf4j.prompt            Prompt PromptTemplate Example Truncation
      org.ilf4j.model             LanguageModel CodeGen Completion GenerationOptions StopRule
      org.ilf4j.model.server      ServerModel
      org.ilf4j.model.checkpoint  Checkpoint CodeGenConfig
      org.ilf4j.model.engine      Precision
      org.ilf4j.model.tokenizer   Tokenizer
      org.ilf4j.sample            Sampler Sample Samples SamplingOptions
      org.ilf4j.judge             Judge Verdict Verdicts Outcome TestResult Flag VerdictAudit
      org.ilf4j.sandbox           Sandbox Limits
      org.ilf4j.feedback          Feedback Feedbacks FeedbackSource FeedbackLog SimulatedAnnotator
      org.ilf4j.refine            Refiner Refinement Refinements RefinementExamples RefinementPrompt
      org.ilf4j.finetune          FineTuner FineTuned TrainingOptions TrainingCurve
      org.ilf4j.metric            PassAtK Perplexity Comparison Estimate Leaderboard SampleEfficiency
      org.ilf4j.report            Tables Figures
      org.ilf4j.practice          Practice
      org.ilf4j.progress          Progress
      org.ilf4j.jupyter.form      FeedbackForm
      tech.tablesaw.api           Table
      java.nio.file               Path Files
      """;

  private SessionImports() {}

  /** The full names, in order. */
  static List<String> names() {
    return TYPES.lines().flatMap(SessionImports::ofPackage).toList();
  }

  private static Stream<String> ofPackage(String line) {
    String[] words = line.strip().split("\\s+");
    return Stream.of(words).skip(1).map(type -> words[0] + "." + type);
  }
}
