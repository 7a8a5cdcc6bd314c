package org.ilf4j.jupyter.view;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every view as the outputs of a notebook, and the accessibility rules beside it. */
public final class ViewPages {
  private ViewPages() {}

  /** Writes {@code views.ipynb} and {@code axe.min.js}. */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Object> cells = new ArrayList<>();
    new Subjects(" <b>&amp;</b>").all().forEach((name, value) -> cells.add(cell(name, value)));
    Map<String, Object> notebook =
        Map.of("nbformat", 4, "nbformat_minor", 5, "metadata", Map.of(), "cells", cells);
    new JsonMapper().writeValue(folder.resolve("views.ipynb").toFile(), notebook);
    try (InputStream axe = ViewPages.class.getResourceAsStream("/axe.min.js")) {
      Files.copy(axe, folder.resolve("axe.min.js"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Map<String, Object> cell(String name, Object value) {
    Map<String, Object> output =
        Map.of(
            "output_type", "display_data",
            "metadata", Map.of(),
            "data", Views.bundle(value).formats());
    return Map.of(
        "id",
        name,
        "cell_type",
        "code",
        "metadata",
        Map.of(),
        "execution_count",
        1,
        "source",
        name,
        "outputs",
        List.of(output));
  }
}
