package org.ilf4j;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a run was made from. A run goes on only with equal settings; versions are told, not
 * compared.
 *
 * @param settings name to value: tasks and model with their checksums, options, seeds
 * @param versions name to value: toolkit, Java, operating system
 * @param started when the run was begun, ISO 8601
 */
public record Manifest(
    @JsonProperty(value = "settings", required = true) Map<String, String> settings,
    @JsonProperty("versions") Map<String, String> versions,
    @JsonProperty("started") String started) {

  /** Keeps its own sorted copies. */
  public Manifest {
    settings = new TreeMap<>(settings);
    versions = versions == null ? Map.of() : new TreeMap<>(versions);
  }

  /** A manifest of these settings, of this toolkit and this machine. */
  static Manifest of(Map<String, String> settings, String started) {
    String toolkit = Manifest.class.getPackage().getImplementationVersion();
    return new Manifest(
        settings,
        Map.of(
            "ilf4j",
            toolkit == null ? "built from source" : toolkit,
            "java",
            System.getProperty("java.version"),
            "system",
            System.getProperty("os.name") + " " + System.getProperty("os.arch")),
        started);
  }

  /** The first setting in which another manifest differs, in words; empty if none does. */
  String conflict(Manifest other) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putAll(other.settings);
    for (String name : all.keySet()) {
      String mine = settings.get(name);
      String theirs = other.settings.get(name);
      if (!Objects.equals(mine, theirs)) {
        return name + " is " + mine + " there and " + theirs + " now";
      }
    }
    return "";
  }

  /** A line per setting. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("started " + started + " with " + versions);
    settings.forEach((name, value) -> text.append("\n  ").append(name).append(": ").append(value));
    return text.toString();
  }
}
