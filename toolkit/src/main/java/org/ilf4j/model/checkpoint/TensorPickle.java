package org.ilf4j.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle of a {@code torch.save} file, and nothing but that. A pickle is a program for a
 * stack machine that may call any Python function; this reader knows how to build dictionaries,
 * tuples, numbers and descriptions of tensors, and refuses every other name. Nothing is ever run.
 */
final class TensorPickle {

  /** A tensor as the pickle describes it: a window on a storage. */
  record Description(String type, String storage, long offset, long[] shape, long[] strides) {}

  /** A Python name that the pickle mentions, such as {@code torch.HalfStorage}. */
  private record Name(String module, String name) {
    boolean isStorage() {
      return module.equals("torch") && name.endsWith("Storage");
    }

    boolean isOneOf(String... allowed) {
      return List.of(allowed).contains(toString());
    }

    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  private record Storage(String type, String key) {}

  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  private final ByteBuffer code;
  private final String file;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private TensorPickle(ByteBuffer code, String file) {
    this.code = code.order(ByteOrder.LITTLE_ENDIAN);
    this.file = file;
  }

  /** The tensors of a state dictionary, by name. */
  static Map<String, Description> read(ByteBuffer code, String file) {
    try {
      return new TensorPickle(code, file).stateDictionary();
    } catch (java.nio.BufferUnderflowException
        | IndexOutOfBoundsException
        | ClassCastException
        | NegativeArraySizeException e) {
      throw new CheckpointException(file + " holds a damaged pickle; fetch it again.", e);
    }
  }

  private Map<String, Description> stateDictionary() {
    Object result = run();
    if (!(result instanceof Map<?, ?> found)) {
      throw refused("it holds no dictionary of tensors");
    }
    Map<String, Description> tensors = new LinkedHashMap<>();
    found.forEach(
        (name, value) -> {
          if (!(name instanceof String key && value instanceof Description tensor)) {
            throw refused("its entry " + name + " is no tensor");
          }
          tensors.put(key, tensor);
        });
    return tensors;
  }

  /** Runs until the stop sign. Letters are the pickle format's own. */
  private Object run() {
    while (true) {
      int letter = code.get() & 0xff;
      switch (letter) {
        case 0x80 -> code.get(); // protocol
        case '.' -> {
          return pop();
        }
        case '(' -> push(MARK);
        case '}' -> push(new LinkedHashMap<>());
        case ']' -> push(new ArrayList<>());
        case ')' -> push(List.of());
        case 't' -> push(untilMark());
        case 0x85 -> push(last(1));
        case 0x86 -> push(last(2));
        case 0x87 -> push(last(3));
        case 'N' -> push(NONE);
        case 0x88 -> push(true);
        case 0x89 -> push(false);
        case 'K' -> push((long) (code.get() & 0xff));
        case 'M' -> push((long) (code.getShort() & 0xffff));
        case 'J' -> push((long) code.getInt());
        case 0x8a -> push(longNumber());
        case 'G' -> push(code.order(ByteOrder.BIG_ENDIAN).getDouble());
        case 'X' -> push(text(code.getInt()));
        case 0x8c -> push(text(code.get() & 0xff));
        case 'q' -> memo.put(code.get() & 0xff, top());
        case 'r' -> memo.put(code.getInt(), top());
        case 'h' -> push(remembered(code.get() & 0xff));
        case 'j' -> push(remembered(code.getInt()));
        case 'c' -> push(name());
        case 'Q' -> push(storage((List<?>) pop()));
        case 'R' -> push(call());
        case 's' -> put(last(2));
        case 'u' -> put(untilMark());
        case 'a' -> append(last(1));
        case 'e' -> append(untilMark());
        case 'b' -> pop(); // state of an object, such as a dictionary's _metadata: not needed
        default -> throw refused("it uses the pickle instruction 0x%02x".formatted(letter));
      }
      code.order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private Name name() {
    Name name = new Name(line(), line());
    if (name.isStorage()
        || name.isOneOf(
            "collections.OrderedDict",
            "torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_parameter")) {
      return name;
    }
    throw refused("it asks for the Python name " + name);
  }

  /** The few calls that a state dictionary consists of. */
  private Object call() {
    List<?> arguments = (List<?>) pop();
    Name function = (Name) pop();
    if (function.isOneOf("collections.OrderedDict")) {
      return new LinkedHashMap<>();
    }
    if (function.isOneOf("torch._utils._rebuild_parameter")) {
      return arguments.get(0);
    }
    if (function.isOneOf("torch._utils._rebuild_tensor_v2")) {
      Storage storage = (Storage) arguments.get(0);
      return new Description(
          storage.type(),
          storage.key(),
          (Long) arguments.get(1),
          numbers(arguments.get(2)),
          numbers(arguments.get(3)));
    }
    throw refused("it calls " + function);
  }

  /** ('storage', type, key, device, size) */
  private Storage storage(List<?> id) {
    if (id.size() < 3 || !"storage".equals(id.get(0))) {
      throw refused("it refers to something that is no storage");
    }
    Name type = (Name) id.get(1);
    return new Storage(type.name(), (String) id.get(2));
  }

  private static long[] numbers(Object list) {
    return ((List<?>) list).stream().mapToLong(number -> (Long) number).toArray();
  }

  private long longNumber() {
    int length = code.get() & 0xff;
    if (length > 8) {
      throw refused("it holds a number of " + length + " bytes");
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (code.get() & 0xffL) << 8 * i;
    }
    int unused = 64 - 8 * length;
    return length == 0 ? 0 : value << unused >> unused;
  }

  private String text(int length) {
    byte[] bytes = new byte[length > code.remaining() ? -1 : length];
    code.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() {
    int start = code.position();
    while (code.get() != '\n') {}
    byte[] bytes = new byte[code.position() - 1 - start];
    code.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void put(List<Object> pairs) {
    @SuppressWarnings("unchecked")
    Map<Object, Object> dictionary = (Map<Object, Object>) top();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!(pairs.get(i) instanceof String key)) {
        throw refused("a key of its dictionary is no text"); // a list can hold itself: no end
      }
      if (dictionary.put(key, pairs.get(i + 1)) != null) {
        throw refused("it holds " + key + " twice");
      }
    }
  }

  private void append(List<Object> items) {
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) top();
    list.addAll(items);
  }

  private Object remembered(int key) {
    Object value = memo.get(key);
    if (value == null) {
      throw refused("it refers to an object that it never made");
    }
    return value;
  }

  private List<Object> last(int count) {
    List<Object> tail = stack.subList(stack.size() - count, stack.size());
    List<Object> items = new ArrayList<>(tail);
    tail.clear();
    return items;
  }

  private List<Object> untilMark() {
    List<Object> items = last(stack.size() - 1 - stack.lastIndexOf(MARK));
    pop();
    return items;
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private Object top() {
    return stack.get(stack.size() - 1);
  }

  private CheckpointException refused(String why) {
    return new CheckpointException(
        "%s is refused: %s, and only dictionaries of tensors are read from pickles; use a safetensors file."
            .formatted(file, why));
  }
}
