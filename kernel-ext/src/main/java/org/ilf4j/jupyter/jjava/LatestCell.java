package org.ilf4j.jupyter.jjava;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.messages.Message;

/**
 * The display of the latest cell, which takes updates after that cell's end as well: a call that is
 * stopped says where it stopped a moment after the kernel has let the cell go, and the kernel's own
 * display drops what comes then.
 */
final class LatestCell extends DisplayStream {

  /** From now on it is this one. */
  void is(ShellReplyEnvironment cell) {
    setEnv(new Lasting(cell));
  }

  /** Sends at once, past the cell's own queue: that belongs to the thread that reads the cells. */
  private static final class Lasting extends ShellReplyEnvironment {
    private final ShellReplyEnvironment cell;

    Lasting(ShellReplyEnvironment cell) {
      super(null, null, null, cell.getContext());
      this.cell = cell;
    }

    @Override
    public void publish(Message<?> message) {
      cell.getIopub().sendMessage(message);
    }
  }
}
