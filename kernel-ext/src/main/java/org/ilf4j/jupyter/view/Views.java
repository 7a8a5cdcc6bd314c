package org.ilf4j.jupyter.view;

import java.util.List;

/** Every view of the toolkit. */
public final class Views {
  private Views() {}

  /** All views, one per type. */
  public static List<View<?>> all() {
    return List.of();
  }
}
