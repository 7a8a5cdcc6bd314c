package org.ilf4j.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.ilf4j.model.GenerationRequest;
import org.junit.jupiter.api.Test;

/** What a user reads where a server gives no completion. */
class ServerFailuresTest extends LocalServer {
  @Test
  void givesUpAfterSoManyTriesAndSaysWhy() {
    failures = 100;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("no completion in 4 tries (status 503")
        .hasMessageNotContaining(KEY);
    assertThat(requests).hasSize(4);
  }

  @Test
  void doesNotRepeatWhatWasRefused() {
    failures = 100;
    failureStatus = 401;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("refuses a key (status 401")
        .hasMessageNotContaining(KEY);
    assertThat(requests).hasSize(1);
    failureStatus = 404;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("refuses the request for m (status 404")
        .hasMessageContaining("check the address");
  }

  /** The HTTP client would repeat a header that it cannot send. */
  @Test
  void aKeyThatCannotBeSentIsRefusedAndNotShown() {
    for (String wrong : List.of(KEY + "\nX-Other: 1", KEY + " " + KEY, KEY + "é")) {
      assertThatThrownBy(() -> model().key(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("copy it again")
          .hasMessageNotContaining(KEY);
    }
  }

  @Test
  void anAddressThatHoldsAKeyIsRefusedAndNotShown() {
    for (String address : List.of("http://me:" + KEY + "@host/v1", "http://host/v1?key=" + KEY)) {
      assertThatThrownBy(() -> ServerModel.completion(address, "m"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keyFrom")
          .hasMessageNotContaining(KEY);
    }
  }

  @Test
  void anEncodedKeyIsNotShownEither() {
    failures = 100;
    failureStatus = 400;
    for (String encoded :
        List.of(KEY.replace("-", "%2D"), KEY.replace("-", "%2d"), KEY.replace("-", "\\u002d"))) {
      echo = encoded;
      assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
          .hasMessageContaining("no use for (key)")
          .hasMessageNotContaining("secret");
    }
    echo = "x".repeat(200 - "no use for ".length() - 9) + KEY;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .as("cut in its middle")
        .hasMessageNotContaining("sk-");
  }

  @Test
  void anAnswerThatIsTooLargeIsGivenUp() {
    spoken = "x".repeat(LimitedText.LIMIT);
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("answered with more than 16,000,000 bytes");
    assertThat(requests).hasSize(1);
  }

  @Test
  void tellsHowLongTheServerAskedToWait() {
    failures = 1;
    failureStatus = 429;
    retryAfter = "3600";
    ServerModel once = model().with(model().settings().withTries(1, Duration.ofMillis(1)));
    assertThatThrownBy(() -> generate(once, new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("asks to wait 3,600 s, and we wait 60 s");
  }

  @Test
  void saysWhereItIsRedirectedTo() {
    for (int status : new int[] {301, 307, 308}) {
      failures = 1;
      failureStatus = status;
      redirect = "https://other.example/v1/completions";
      assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
          .hasMessageContaining("redirects to " + redirect + " (status " + status)
          .hasMessageEndingWith("give the address https://other.example/v1.");
    }
    assertThat(requests).hasSize(3);
  }

  @Test
  void saysWhyThereIsNoConnection() {
    assertThatThrownBy(
            () -> generate(at("http://localhost:1/v1"), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("(nothing answers at this address)");
    assertThatThrownBy(
            () -> generate(at("http://no.such.invalid/v1"), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("(no machine has this name)");
  }

  @Test
  void asksForAKeyWhereNoneWasGiven() {
    failures = 1;
    failureStatus = 401;
    ServerModel model = quick(ServerModel.completion(address(), "m"));
    assertThatThrownBy(() -> generate(model, new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("asks for a key (status 401");
  }

  @Test
  void saysHowToAskMoreSlowly() {
    failures = 100;
    failureStatus = 429;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("status 429")
        .hasMessageContaining("more slowly than 1000.0 requests a second, 3 at once")
        .hasMessageContaining("settings().withRate")
        .hasMessageContaining("settings().withTries")
        .hasMessageNotContaining("timeout");
  }

  @Test
  void namesTheAddressThatLacksItsVersion() {
    String short404 = address().replace("/v1/", "");
    assertThatThrownBy(() -> generate(at(short404), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("status 404")
        .hasMessageContaining("try " + short404 + "/v1.");
  }

  @Test
  void namesTheAddressThatSpeaksNoJson() {
    spoken = "\"";
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith(address().replaceAll("/$", "") + " answered without JSON")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void aFailureTellsWhoCalled() {
    failures = 1;
    failureStatus = 400;
    Throwable failure =
        catchThrowable(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)));
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
        .contains("once", "aFailureTellsWhoCalled");
  }

  @Test
  void doesNotWaitForEver() {
    silent = true;
    ServerModel model = quick(model());
    ServerModel hasty = model.with(model.settings().withTimeout(Duration.ofMillis(200)));
    assertThatThrownBy(() -> generate(hasty, new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("in 4 tries")
        .hasMessageContaining("settings().withTimeout");
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String address : List.of("localhost", "http://two words/v1", "ftp://host/v1", "")) {
      assertThatThrownBy(() -> ServerModel.completion(address, "m"))
          .hasMessageContaining('"' + address + '"')
          .hasMessageContaining("http://localhost:8000/v1");
    }
  }
}
