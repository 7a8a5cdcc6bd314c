package org.ilf4j.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.sandbox.PlainReader;
import org.ilf4j.sandbox.PlainValue;
import org.ilf4j.sandbox.PythonProcess;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.SandboxException;
import org.ilf4j.task.Task;

/**
 * The trusted interpreter: reads tests with Python's own parser, and decides those that are more
 * than one equality. It receives the values of calls and never a program under judgement.
 */
final class TestReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int VALUE_SHOWN = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PythonProcess python;

  TestReader(Sandbox sandbox) {
    python = sandbox.startTrusted(script());
  }

  /**
   * Plans the tests of tasks, in their order.
   *
   * @param tasks asked for in one request: few are answered soon
   * @param rules whether set-up code counts
   * @throws IllegalArgumentException naming a task and a test that cannot be read
   */
  List<TestPlan> plan(List<Task> tasks, Rules rules) {
    JsonNode answer =
        ask(Map.of("tasks", tasks.stream().map(task -> asked(task, rules.setup(task))).toList()));
    List<TestPlan> plans = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      plans.add(planOf(task, rules.setup(task), answer.get(i)));
    }
    return plans;
  }

  /**
   * Decides a test, given the values of its calls as they came. A test that takes more than 3 s of
   * CPU time, 20 s or 1 GiB with them fails.
   */
  Ruling check(TestPlan plan, PlannedTest test, List<byte[]> values) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("test", test.test());
    request.put("setup", plan.setup());
    request.put("gold", plan.task().code());
    request.put("values", values.stream().map(HexFormat.of()::formatHex).toList());
    JsonNode answer = ask(request);
    return new Ruling(
        answer.path("passed").asBoolean(),
        answer.path("call").asText(""),
        answer.path("type").asText(""),
        answer.path("message").asText(""),
        answer.path("line").asInt());
  }

  @Override
  public void close() {
    python.close();
  }

  /**
   * What came of a test.
   *
   * @param passed whether it passed
   * @param call a further call whose value is needed; empty if there is none
   * @param type the exception that the test itself or an iterator raised; empty if none
   * @param message the assertion's or the exception's text
   * @param line of the program, where an iterator that it returned failed; 0 if none is known
   */
  record Ruling(boolean passed, String call, String type, String message, int line) {}

  private synchronized JsonNode ask(Object request) {
    try {
      python.send(JSON.writeValueAsBytes(request));
      return JSON.readTree(python.receive(PATIENCE));
    } catch (JsonProcessingException e) {
      throw new SandboxException("A test cannot be read: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new SandboxException(
          "The interpreter that reads tests ended (" + python.complaint() + "); run again.", e);
    }
  }

  private static Map<String, Object> asked(Task task, String setup) {
    return Map.of("setup", setup, "gold", task.code(), "tests", task.tests());
  }

  private static TestPlan planOf(Task task, String setup, JsonNode answers) {
    List<PlannedTest> tests = new ArrayList<>();
    for (int i = 0; i < task.tests().size(); i++) {
      tests.add(planned(task, task.tests().get(i), answers.get(i)));
    }
    return new TestPlan(task, setup, tests);
  }

  private static PlannedTest planned(Task task, String test, JsonNode answer) {
    if (answer.has("broken")) {
      throw new IllegalArgumentException(
          "Task "
              + task.id()
              + " has a test that cannot be read, `"
              + test
              + "`: "
              + answer.get("broken").asText()
              + "; correct the task.");
    }
    List<String> calls = new ArrayList<>();
    answer.get("calls").forEach(call -> calls.add(call.asText()));
    if (!answer.has("expected")) {
      return new PlannedTest.Checked(test, calls);
    }
    PlainValue expected =
        PlainReader.read(HexFormat.of().parseHex(answer.get("expected").asText()));
    return new PlannedTest.Equal(test, calls.get(0), expected, expected.repr(VALUE_SHOWN));
  }

  private static String script() {
    try (InputStream in = TestReader.class.getResourceAsStream("tests.py")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SandboxException("The jar lacks tests.py; build it again.", e);
    }
  }
}
