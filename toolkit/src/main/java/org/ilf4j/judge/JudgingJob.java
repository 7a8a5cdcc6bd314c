package org.ilf4j.judge;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.Program;

/** One program's text to judge, and where the samples of that text stand. */
final class JudgingJob {
  private final String key;
  private final TestPlan plan;
  private final Sample sample;
  private final Rules rules;
  private final List<Integer> positions = new ArrayList<>(1);

  JudgingJob(String key, TestPlan plan, Sample sample, Rules rules) {
    this.key = key;
    this.plan = plan;
    this.sample = sample;
    this.rules = rules;
  }

  String key() {
    return key;
  }

  TestPlan plan() {
    return plan;
  }

  /** The program's text; joined on demand, so that waiting jobs take little memory. */
  String text() {
    return rules.text(sample);
  }

  Program program() {
    return plan.programFor(text());
  }

  List<Integer> positions() {
    return positions;
  }
}
