package org.ilf4j.jupyter.ijava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.comm.Comm;
import io.github.spencerpark.jupyter.kernel.comm.CommManager;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.comm.CommCloseCommand;
import io.github.spencerpark.jupyter.messages.comm.CommMsgCommand;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ilf4j.jupyter.widget.Port;

/** IJava's comms, whose messages are gson's trees. */
final class IJavaPort implements Port {
  private static final Logger LOG = Logger.getLogger(IJavaPort.class.getName());
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final CommManager comms;

  IJavaPort(CommManager comms) {
    this.comms = comms;
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
        listener.accept(map(message.getContent().getData()));
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
            (manager, id, name, message) -> { // sent empty, but shown to this factory first
              JsonObject tree = message.getContent().getData();
              tree(data).entrySet().forEach(entry -> tree.add(entry.getKey(), entry.getValue()));
              message.getNonNullMetadata().putAll(metadata);
              return new Listening(manager, id, name, onMessage);
            });
    if (comm == null) {
      throw new IllegalStateException("The kernel has no front end to show a form in.");
    }
    return comm.getID();
  }

  @Override
  public void send(String id, Map<String, Object> data) {
    comms.messageComm(id, tree(data));
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

  /** Through text: gson and Jackson share no types, and gson would make every number a double. */
  private static Map<String, Object> map(JsonObject tree) throws JsonProcessingException {
    return tree == null ? Map.of() : MAPPER.readValue(tree.toString(), MAP);
  }

  private static JsonObject tree(Map<String, Object> map) {
    try {
      // IJava carries gson 2.8.5, which has no static parser.
      @SuppressWarnings("deprecation")
      JsonObject tree = new JsonParser().parse(MAPPER.writeValueAsString(map)).getAsJsonObject();
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This message is no JSON: " + map, e);
    }
  }
}
