package org.ilf4j.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the samples in a file were drawn with. Samples per task are no part of it: a file may be
 * extended to more samples or more tasks.
 *
 * @param model the model's name
 * @param fingerprint the digest of its weights
 * @param temperature softmax temperature
 * @param topP nucleus mass
 * @param topK likeliest tokens kept, 0 for all
 * @param maxNewTokens tokens per sample at most
 * @param seed the seed
 * @param prompts a digest of what the model read for each task
 */
record SampleManifest(
    @JsonProperty("model") String model,
    @JsonProperty("fingerprint") String fingerprint,
    @JsonProperty("temperature") double temperature,
    @JsonProperty("top_p") double topP,
    @JsonProperty("top_k") int topK,
    @JsonProperty("max_new_tokens") int maxNewTokens,
    @JsonProperty("seed") long seed,
    @JsonProperty("prompts") Map<Integer, String> prompts) {

  SampleManifest {
    prompts = new TreeMap<>(prompts);
  }

  /** This manifest with another file's prompts added to its own. */
  SampleManifest and(SampleManifest other) {
    Map<Integer, String> all = new TreeMap<>(other.prompts);
    all.putAll(prompts);
    return new SampleManifest(model, fingerprint, temperature, topP, topK, maxNewTokens, seed, all);
  }

  /** What differs from the manifest of an existing file, or an empty text. */
  String conflict(SampleManifest file) {
    if (!fingerprint.equals(file.fingerprint)) {
      return "by the model " + file.model + " with other weights than " + model;
    }
    if (temperature != file.temperature) {
      return "at temperature " + file.temperature + ", not " + temperature;
    }
    if (topP != file.topP) {
      return "with topP " + file.topP + ", not " + topP;
    }
    if (topK != file.topK) {
      return "with topK " + file.topK + ", not " + topK;
    }
    if (maxNewTokens != file.maxNewTokens) {
      return "with maxNewTokens " + file.maxNewTokens + ", not " + maxNewTokens;
    }
    if (seed != file.seed) {
      return "with seed " + file.seed + ", not " + seed;
    }
    for (Map.Entry<Integer, String> prompt : prompts.entrySet()) {
      if (!file.prompts
          .getOrDefault(prompt.getKey(), prompt.getValue())
          .equals(prompt.getValue())) {
        return "from another prompt for task " + prompt.getKey();
      }
    }
    return "";
  }
}
