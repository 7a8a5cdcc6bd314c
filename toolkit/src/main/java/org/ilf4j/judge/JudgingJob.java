package org.ilf4j.judge;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;

/** One program's text to judge, and where the samples of that text stand. */
final class JudgingJob {
  private final String key;
  private final Task task;
  private final Sample sample;
  private final Rules rules;
  private final List<Integer> positions = new ArrayList<>(1);

  JudgingJob(String key, Task task, Sample sample, Rules rules) {
    this.key = key;
    this.task = task;
    this.sample = sample;
    this.rules = rules;
  }

  String key() {
    return key;
  }

  Task task() {
    return task;
  }

  /** The program's text; joined on demand, so that waiting jobs take little memory. */
  String text() {
    return rules.text(sample);
  }

  List<Integer> positions() {
    return positions;
  }
}
