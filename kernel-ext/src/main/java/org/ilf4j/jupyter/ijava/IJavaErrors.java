package org.ilf4j.jupyter.ijava;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteInput;
import io.github.spencerpark.jupyter.messages.reply.ErrorReply;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import java.util.function.UnaryOperator;
import org.ilf4j.jupyter.KernelConnection;
import org.ilf4j.jupyter.Notebook;

/**
 * Lets IJava run a cell, with its bare names apart, and tells its uncaught error in our words on
 * its way out.
 */
final class IJavaErrors implements ShellHandler<ExecuteRequest> {
  private final Notebook.ErrorTeller teller;
  private final UnaryOperator<String> reading;
  private final LatestCell latest;
  private final ShellHandler<ExecuteRequest> kernels;

  private IJavaErrors(
      Notebook.ErrorTeller teller,
      UnaryOperator<String> reading,
      LatestCell latest,
      ShellHandler<ExecuteRequest> kernels) {
    this.teller = teller;
    this.reading = reading;
    this.latest = latest;
    this.kernels = kernels;
  }

  /**
   * From now on.
   *
   * @param reading what a cell is read as
   * @param latest learns of each cell that begins
   */
  static void install(
      Notebook.ErrorTeller teller, UnaryOperator<String> reading, LatestCell latest) {
    KernelConnection.whenOpen(
        JupyterConnection.class,
        connection -> {
          ShellHandler<ExecuteRequest> kernels = connection.getHandler(MessageType.EXECUTE_REQUEST);
          connection.setHandler(
              MessageType.EXECUTE_REQUEST, new IJavaErrors(teller, reading, latest, kernels));
        });
  }

  @Override
  public void handle(ShellReplyEnvironment environment, Message<ExecuteRequest> message) {
    latest.is(environment);
    String cell = message.getContent().getCode();
    kernels.handle(new Telling(environment, cell), with(reading.apply(cell), message));
  }

  private static Message<ExecuteRequest> with(String code, Message<ExecuteRequest> message) {
    ExecuteRequest asked = message.getContent();
    if (code.equals(asked.getCode())) {
      return message;
    }
    return new Message<>(
        message.getIdentities(),
        message.getHeader(),
        message.getParentHeader(),
        message.getMetadata(),
        new ExecuteRequest(
            code,
            asked.isSilent(),
            asked.shouldStoreHistory(),
            asked.getUserExpr(),
            asked.isStdinEnabled(),
            asked.shouldStopOnError()),
        message.getBlobs());
  }

  /** The way out of one cell: everything goes through as it is, but for the error. */
  private final class Telling extends ShellReplyEnvironment {
    private final ShellReplyEnvironment real;
    private final String cell;
    private PublishError shown;
    private int count;

    Telling(ShellReplyEnvironment real, String cell) {
      super(null, null, null, real.getContext());
      this.real = real;
      this.cell = cell;
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
      if (content instanceof PublishExecuteInput input) {
        count = input.getCount();
      }
      if (content instanceof PublishError error) {
        shown = told(error);
        super.publish(shown);
      } else {
        super.publish(content);
      }
    }

    private PublishError told(PublishError error) {
      return teller
          .tell(cell, error.getErrorName(), error.getStacktrace())
          .map(told -> new PublishError(told.name(), told.message(), told.lines()))
          .orElse(error);
    }

    /** Says what was shown; the kernel's reply has a trace of the kernel itself. */
    @Override
    public void replyError(MessageType<?> type, ErrorReply error) {
      super.replyError(type, shown == null ? error : reply());
    }

    private ErrorReply reply() {
      ErrorReply reply =
          new ErrorReply(shown.getErrorName(), shown.getErrorMessage(), shown.getStacktrace());
      reply.setExecutionCount(count);
      return reply;
    }

    @Override
    public void publish(Message<?> message) {
      real.publish(message);
    }

    @Override
    public void reply(Message<?> message) {
      real.reply(message);
    }

    @Override
    public ShellReplyEnvironment defer() {
      real.defer();
      return this;
    }

    @Override
    public void defer(Runnable action) {
      real.defer(action);
    }

    @Override
    public void resolveDeferrals() {
      real.resolveDeferrals();
    }

    @Override
    public String readFromStdIn(String prompt, boolean isPassword) {
      return real.readFromStdIn(prompt, isPassword);
    }

    @Override
    public void markForShutdown() {
      real.markForShutdown();
    }

    @Override
    public boolean isMarkedForShutdown() {
      return real.isMarkedForShutdown();
    }

    @Override
    public JupyterSocket getShell() {
      return real.getShell();
    }

    @Override
    public JupyterSocket getIopub() {
      return real.getIopub();
    }
  }
}
