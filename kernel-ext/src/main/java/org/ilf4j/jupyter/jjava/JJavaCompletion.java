package org.ilf4j.jupyter.jjava;

import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.ilf4j.jupyter.KernelConnection;
import org.ilf4j.jupyter.Notebook;

/** Puts our words for Tab before JJava's own, which knows nothing of a magic's arguments. */
final class JJavaCompletion implements ShellHandler<CompleteRequest> {
  private final Notebook.Completion ours;
  private final ShellHandler<CompleteRequest> kernels;

  private JJavaCompletion(Notebook.Completion ours, ShellHandler<CompleteRequest> kernels) {
    this.ours = ours;
    this.kernels = kernels;
  }

  static void install(Notebook.Completion ours) {
    KernelConnection.whenOpen(
        JupyterConnection.class,
        connection -> {
          ShellHandler<CompleteRequest> kernels =
              connection.getHandler(MessageType.COMPLETE_REQUEST);
          connection.setHandler(MessageType.COMPLETE_REQUEST, new JJavaCompletion(ours, kernels));
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
