package org.ilf4j.judge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ilf4j.jsonl.JsonlLog;

/** Judgements by content: a file of a run directory, read once, appended as programs end. */
final class VerdictCache implements AutoCloseable {
  private static final String FILE = "judged.jsonl";

  private final Map<String, Judgement> known = new HashMap<>();
  private final JsonlLog<Row> log;

  private VerdictCache(JsonlLog<Row> log) {
    this.log = log;
    if (log != null) {
      log.records().forEach(row -> known.put(row.key(), row.judgement()));
    }
  }

  /** Opens the cache of a folder; a null folder gives one that forgets. */
  static VerdictCache open(Path folder) {
    return new VerdictCache(folder == null ? null : JsonlLog.open(folder.resolve(FILE), Row.class));
  }

  /** What is known, or null. */
  Judgement get(String key) {
    return known.get(key);
  }

  /** Keeps a judgement; a fault of the sandbox is not kept. */
  void put(String key, Judgement judgement) {
    if (log != null && !(judgement.outcome() instanceof Outcome.Infrastructure)) {
      log.append(new Row(key, judgement));
    }
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }

  /** One line of the file. */
  record Row(
      @JsonProperty(value = "key", required = true) String key,
      @JsonProperty(value = "judgement", required = true) Judgement judgement) {}
}
