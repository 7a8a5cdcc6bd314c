package org.ilf4j.jupyter.ijava;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.reply.CompleteReply;
import io.github.spencerpark.jupyter.messages.request.CompleteRequest;
import java.util.Map;
import java.util.Optional;
import org.ilf4j.jupyter.KernelConnection;
import org.ilf4j.jupyter.Notebook;

/** Puts our words for Tab before IJava's own, which knows nothing of a magic's arguments. */
final class IJavaCompletion implements ShellHandler<CompleteRequest> {
  private final Notebook.Completion ours;
  private final ShellHandler<CompleteRequest> kernels;

  private IJavaCompletion(Notebook.Completion ours, ShellHandler<CompleteRequest> kernels) {
    this.ours = ours;
    this.kernels = kernels;
  }

  static void install(Notebook.Completion ours) {
    KernelConnection.whenOpen(
        JupyterConnection.class,
        connection -> {
          ShellHandler<CompleteRequest> kernels =
              connection.getHandler(MessageType.COMPLETE_REQUEST);
          connection.setHandler(MessageType.COMPLETE_REQUEST, new IJavaCompletion(ours, kernels));
        });
  }

  @Override
  public void handle(ShellReplyEnvironment environment, Message<CompleteRequest> message) {
    CompleteRequest request = message.getContent();
    Optional<Notebook.Offer> offer = ours.at(request.getCode(), request.getCursorPos());
    if (offer.isEmpty()) {
      kernels.handle(environment, message);
      return;
    }
    environment.setBusyDeferIdle();
    environment.reply(
        new CompleteReply(
            offer.get().words(), offer.get().start(), request.getCursorPos(), Map.of()));
  }
}
