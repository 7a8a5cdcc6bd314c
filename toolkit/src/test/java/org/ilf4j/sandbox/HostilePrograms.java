package org.ilf4j.sandbox;

/** Programs that attack what judges them; the sandbox and the judge are both tested with them. */
public final class HostilePrograms {
  /** Learns the token of its frames, says that it is done, and leaves. */
  public static final String FORGED_END =
      """
      import os, struct, sys
      frame = sys._getframe()
      while "token" not in frame.f_locals:
          frame = frame.f_back
      os.write(3, frame.f_locals["token"] + struct.pack(">BI", 90, 0))
      os._exit(0)
      """;

  private HostilePrograms() {}
}
