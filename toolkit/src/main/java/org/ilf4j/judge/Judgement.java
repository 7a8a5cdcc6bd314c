package org.ilf4j.judge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ilf4j.sample.Sample;

/** What was found about one program's text: all samples of equal text share it. */
record Judgement(
    @JsonProperty("outcome") Outcome outcome,
    @JsonProperty("tests") List<TestResult> tests,
    @JsonProperty("output") String output,
    @JsonProperty("cost") Cost cost,
    @JsonProperty("flags") Set<Flag> flags) {

  static Judgement infrastructure(String why) {
    return new Judgement(
        new Outcome.Infrastructure(why), List.of(), "", new Cost(0, 0, 0), Set.of());
  }

  Verdict of(Sample sample) {
    return new Verdict(sample, outcome, tests, output, cost, flags);
  }

  Judgement with(Set<Flag> more) {
    Set<Flag> all = EnumSet.noneOf(Flag.class);
    all.addAll(flags);
    all.addAll(more);
    return new Judgement(outcome, tests, output, cost, all);
  }

  boolean timedOut() {
    return tests.stream().anyMatch(test -> test.outcome() instanceof Outcome.TimedOut);
  }

  boolean sameResultAs(Judgement other) {
    return outcome.equals(other.outcome)
        && tests.stream()
            .map(t -> t.outcome().letter() + t.got())
            .toList()
            .equals(other.tests.stream().map(t -> t.outcome().letter() + t.got()).toList());
  }
}
