package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.Limits;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every behaviour of the catalogue, judged in the real sandbox, and what is left afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehavioursTest {
  private static final int NUMBERS = 77;

  private ServerSocket canary;
  private List<Behaviour> behaviours;
  private final Map<Integer, Verdict> verdicts = new HashMap<>();
  private List<Long> processesBefore;

  @BeforeAll
  void judgeAll() throws IOException {
    canary = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    canary.setSoTimeout(1);
    behaviours = Behaviour.all(canary.getLocalPort());
    processesBefore = descendants();
    Limits limits =
        Limits.standard()
            .withTimes(Duration.ofMillis(1500), Duration.ofMillis(3000))
            .withMemory(256L << 20);
    List<Sample> samples = new ArrayList<>();
    for (Behaviour b : behaviours) {
      samples.add(new Sample(b.id(), 0, "", b.program(), b.program(), "RULE"));
    }
    Tasks tasks = Tasks.of("behaviours", behaviours.stream().map(Behaviour::task).toList());
    Judge judge = Judge.in(Sandbox.standard().withLimits(limits)).workers(2);
    for (Verdict verdict : judge.judge(tasks, samples)) {
      verdicts.put(verdict.taskId(), verdict);
    }
  }

  @AfterAll
  void closeCanary() throws IOException {
    canary.close();
  }

  Stream<Behaviour> behaviours() {
    return behaviours.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("behaviours")
  void getsItsVerdict(Behaviour behaviour) {
    Verdict verdict = verdicts.get(behaviour.id());
    assertThat(behaviour.letters()).as(verdict.toString()).contains(verdict.outcome().letter());
    assertThat(verdict.flags()).containsAll(behaviour.flags());
  }

  @Test
  void coversEveryNumber() {
    assertThat(behaviours.stream().map(Behaviour::number).distinct())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, NUMBERS).boxed().toList());
  }

  @Test
  void leavesNoProcess() {
    assertThat(descendants()).isSubsetOf(processesBefore);
  }

  @Test
  void nobodyCalledTheCanary() {
    Optional<java.net.Socket> caller = Optional.empty();
    try {
      caller = Optional.of(canary.accept());
    } catch (IOException e) {
      // Nobody waits.
    }
    assertThat(caller).isEmpty();
  }

  @Test
  void leavesNoFile() {
    assertThat(Path.of("/usr/lib/canary")).doesNotExist();
    assertThat(Path.of("/canary")).doesNotExist();
    assertThat(Path.of("/tmp/canary")).doesNotExist();
    assertThat(Files.exists(Path.of("core"))).isFalse();
  }

  private static List<Long> descendants() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }
}
