package org.ilf4j.jupyter.jjava;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.ilf4j.jupyter.widget.Port;

/** JJava's comms. Only what names gson is reached by reflection. */
final class JJavaPort implements Port {
  private static final Logger LOG = Logger.getLogger(JJavaPort.class.getName());

  private final CommManager comms;
  private final GsonTree json;
  private final Method messageComm;
  private final Method messageData;
  private final Method openData;

  JJavaPort(CommManager comms) {
    this.comms = comms;
    try {
      messageData = CommMsgCommand.class.getMethod("getData");
      openData = CommOpenCommand.class.getMethod("getData");
      json = new GsonTree(messageData.getReturnType());
      messageComm = CommManager.class.getMethod("messageComm", String.class, json.objectType());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This version of JJava has other comms than 1.0a8; forms need 1.0a8.", e);
    }
  }

  /** A comm whose messages go to one listener. */
  private final class Listening extends Comm {
    private final Consumer<Map<String, Object>> listener;

    Listening(
        CommManager manager, String id, String target, Consumer<Map<String, Object>> listener) {
      super(manager, id, target);
      this.listener = listener;
    }

    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
      try {
        comms.setMessageContext(message);
        listener.accept(json.map(messageData.invoke(message.getContent())));
      } catch (Throwable failure) { // an Error here would end the kernel's shell thread
        LOG.log(Level.WARNING, "A control's handler failed.", failure);
      }
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean sending) {}
  }

  @Override
  public String open(
      String target,
      Map<String, Object> data,
      Map<String, Object> metadata,
      Consumer<Map<String, Object>> onMessage) {
    Comm comm =
        comms.openComm(
            target,
            (manager, id, name, message) -> {
              fill(message, data, metadata);
              return new Listening(manager, id, name, onMessage);
            });
    if (comm == null) {
      throw new IllegalStateException("The kernel has no front end to show a form in.");
    }
    return comm.getID();
  }

  /** openComm sends an empty message, but shows it to the factory first. */
  private void fill(
      Message<CommOpenCommand> message, Map<String, Object> data, Map<String, Object> metadata) {
    try {
      json.fill(openData.invoke(message.getContent()), data);
      message.getNonNullMetadata().putAll(metadata);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The opening message could not be filled.", e);
    }
  }

  @Override
  public void send(String id, Map<String, Object> data) {
    try {
      messageComm.invoke(comms, id, json.tree(data));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The message to control " + id + " could not be sent.", e);
    }
  }

  @Override
  public void close(String id) {
    Comm comm = comms.getCommByID(id);
    if (comm != null) {
      comms.closeComm(comm);
    }
  }

  @Override
  public void accept(String target, Function<String, Consumer<Map<String, Object>>> onOpen) {
    comms.registerTarget(
        target, (manager, id, name, message) -> new Listening(manager, id, name, onOpen.apply(id)));
  }
}
