package org.ilf4j.model.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.StopRule;

/** Requests and answers of OpenAI's completion and chat interfaces as JSON. */
final class ServerMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT_INSTRUCTION =
      "Continue the text exactly where it ends. Answer with the continuation alone.";
  private static final Pattern FENCED = Pattern.compile("(?s)^```\\w*\\n(.*?)\\n?```\\s*$");

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

  static Generation answer(ServerSettings settings, String body, StopRule rule) {
    JsonNode choice = parse(settings, body).path("choices").path(0);
    JsonNode content =
        settings.chat() ? choice.path("message").path("content") : choice.path("text");
    if (!content.isTextual()) {
      throw new ServerException(
          "%s answered without a completion: %s; check that it serves %s."
              .formatted(settings.address(), shortened(body), settings.model()));
    }
    String text = settings.chat() ? withoutFence(content.asText()) : content.asText();
    int end = rule.end(text);
    if (end >= 0) {
      return new Generation(text.substring(0, end), List.of(), List.of(), Generation.Stop.RULE);
    }
    boolean cut = choice.path("finish_reason").asText().equals("length");
    Generation.Stop stop = cut ? Generation.Stop.LENGTH : Generation.Stop.END_OF_TEXT;
    return new Generation(text, List.of(), List.of(), stop);
  }

  /** Chat models like to wrap code for display. */
  private static String withoutFence(String text) {
    Matcher fenced = FENCED.matcher(text);
    return fenced.matches() ? fenced.group(1) : text;
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
