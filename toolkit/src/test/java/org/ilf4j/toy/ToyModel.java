package org.ilf4j.toy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationListener;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.LanguageModel;

/**
 * A fake model that adds the right number with a fixed chance. Given a remark, it follows it with
 * the chance of its second skill: {@code use `7` instead of ...} makes it write 7. One time in ten
 * it is right whatever the remark says.
 *
 * @param skill the chance of a right program
 * @param refining the chance of following a remark
 * @param nanosPerSample how long it pretends to work on each sample
 */
public record ToyModel(double skill, double refining, long nanosPerSample)
    implements LanguageModel {
  private static final Pattern TASK = Pattern.compile("to add (\\d+)\\.");
  private static final Pattern REMARK = Pattern.compile("`y \\+ (\\d+)`|`(\\d+)`");

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public String fingerprint() {
    return "toy " + skill + " " + refining;
  }

  @Override
  public void generate(
      List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener) {
    for (GenerationRequest request : requests) {
      for (int i = 0; i < request.samples(); i++) {
        int sample = request.firstSample() + i;
        LockSupport.parkNanos(nanosPerSample);
        listener.completed(request, sample, generation(request, sample, options.seed()));
      }
    }
  }

  private Generation generation(GenerationRequest request, int sample, long seed) {
    Random random = new Random(seed * 31 + request.stream() * 1_000_003 + sample * 7919L);
    random.nextDouble();
    String text = body(request.prompt(), random.nextDouble());
    return new Generation(text, List.of(1), List.of(-0.5f), Generation.Stop.END_OF_TEXT);
  }

  private String body(String prompt, double luck) {
    String wanted = last(TASK, prompt);
    int feedback = prompt.indexOf("FEEDBACK:\n");
    if (feedback < 0) {
      return "    y = x\n    return y + " + (luck < skill ? wanted : "0");
    }
    String remark = prompt.substring(feedback, prompt.indexOf("REFINEMENT:"));
    String number = first(REMARK, remark);
    return "    y = x\n    return y + " + (luck < refining ? number : luck > 0.9 ? wanted : "0");
  }

  private static String last(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    String found = "0";
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }

  /** The number in the remark that is not the wrong program's 0. */
  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (!number.equals("0")) {
        return number;
      }
    }
    return "0";
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
