package org.ilf4j.model.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.StopRule;

/** Requests and answers of OpenAI's completion and chat interfaces as JSON. */
final class ServerMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT_INSTRUCTION =
      "Continue the text exactly where it ends. Answer with the continuation alone.";

  private ServerMessages() {}

  static String request(
      ServerSettings settings, String prompt, GenerationOptions options, long seed) {
    ObjectNode json = JSON.createObjectNode().put("model", settings.model());
    if (settings.chat()) {
      var messages = json.putArray("messages");
      messages.addObject().put("role", "system").put("content", CHAT_INSTRUCTION);
      messages.addObject().put("role", "user").put("content", prompt);
    } else {
      json.put("prompt", prompt);
    }
    json.put("max_tokens", options.maxNewTokens());
    json.put("temperature", options.temperature()).put("top_p", options.topP());
    if (options.topK() > 0) {
      json.put("top_k", options.topK()); // not OpenAI's, but vLLM's and others'
    }
    return json.put("seed", seed).put("n", 1).toString();
  }

  /** The completion in an answer; a chat model's answer is turned into one before it is cut. */
  static Generation answer(ServerSettings settings, String prompt, String body, StopRule rule) {
    JsonNode choice = parse(settings, body).path("choices").path(0);
    JsonNode content =
        settings.chat() ? choice.path("message").path("content") : choice.path("text");
    if (!content.isTextual()) {
      throw new ServerException(
          "%s answered without a completion: %s; check that it serves %s."
              .formatted(settings.address(), shortened(body), settings.model()));
    }
    String said = content.asText();
    String text = settings.chat() ? new ChatAnswer(prompt).continuation(said) : said;
    int end = rule.end(text);
    if (end >= 0) {
      return new Generation(text.substring(0, end), List.of(), List.of(), Generation.Stop.RULE);
    }
    boolean cut = choice.path("finish_reason").asText().equals("length");
    Generation.Stop stop = cut ? Generation.Stop.LENGTH : Generation.Stop.END_OF_TEXT;
    return new Generation(text, List.of(), List.of(), stop);
  }

  private static JsonNode parse(ServerSettings settings, String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ServerException(
          "%s answered without JSON: %s; check that the address is that of an OpenAI-compatible server, mostly one that ends in /v1."
              .formatted(settings.address(), shortened(body)));
    }
  }

  /** What an error answer says, in a few words. */
  static String error(String body) {
    try {
      JsonNode message = JSON.readTree(body).path("error").path("message");
      return shortened(message.isTextual() ? message.asText() : body);
    } catch (JsonProcessingException e) {
      return shortened(body);
    }
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
