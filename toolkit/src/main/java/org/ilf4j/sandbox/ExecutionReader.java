package org.ilf4j.sandbox;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what the warm interpreter answers: its own head, what the program printed, and what came
 * through the result pipe. The pipe's bytes are not trusted: a frame without the program's token
 * means that the program wrote there itself.
 */
final class ExecutionReader {
  private static final int TOKEN = 8;

  private final ByteBuffer in;
  private final long token;
  private final List<Step> steps = new ArrayList<>();
  private boolean complete;
  private String violation;
  private int violationLine;

  private ExecutionReader(ByteBuffer in, long token) {
    this.in = in;
    this.token = token;
  }

  static Execution read(byte[] answer) {
    ByteBuffer in = ByteBuffer.wrap(answer);
    try {
      long token = in.getLong();
      int reason = in.get();
      int status = in.getInt();
      double wall = in.getDouble();
      double cpu = in.getDouble();
      long peak = in.getLong();
      boolean diskFull = in.get() != 0;
      in.getLong(); // how much was printed
      double limit = in.getDouble();
      byte[] printed = new byte[in.getInt()];
      in.get(printed);
      ExecutionReader pipe = new ExecutionReader(in, token);
      pipe.readFrames();
      return new Execution(
          pipe.steps,
          pipe.complete,
          end(reason, status, limit),
          pipe.violation,
          pipe.violationLine,
          new String(printed, StandardCharsets.UTF_8),
          wall,
          cpu,
          peak,
          diskFull);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("an answer is cut short", e);
    }
  }

  private void readFrames() {
    while (in.hasRemaining()) {
      if (in.remaining() < TOKEN + 5 || in.getLong() != token) {
        wroteThere();
        return;
      }
      char kind = (char) in.get();
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        return; // killed in the middle of a frame
      }
      byte[] content = new byte[length];
      in.get(content);
      try {
        frame(kind, ByteBuffer.wrap(content));
      } catch (IllegalArgumentException
          | BufferUnderflowException
          | ClassCastException
          | IndexOutOfBoundsException e) {
        wroteThere();
        return;
      }
    }
  }

  private void wroteThere() {
    if (violation == null) {
      violation = "write to the result pipe";
    }
  }

  private void frame(char kind, ByteBuffer content) {
    switch (kind) {
      case 'Z' -> complete = true;
      case 'V' -> violation = violation == null ? text(value(content)) : violation;
      case 'L' -> violationLine = violationLine == 0 ? number(value(content)) : violationLine;
      case 'B' -> steps.add(new Step.TooLarge(content.getDouble()));
      case 'R' -> {
        double seconds = content.getDouble();
        byte[] encoded = rest(content);
        steps.add(new Step.Returned(seconds, PlainReader.read(encoded), encoded));
      }
      case 'Q' -> steps.add(new Step.Exited(content.getDouble(), number(value(content))));
      case 'S' -> {
        double seconds = content.getDouble();
        List<PlainValue> parts = parts(value(content));
        steps.add(
            new Step.Refused(
                seconds, text(parts.get(0)), text(parts.get(1)), number(parts.get(2))));
      }
      case 'E' -> steps.add(raised(content.getDouble(), parts(value(content))));
      default -> throw new IllegalArgumentException("unknown frame " + kind);
    }
  }

  private static Step raised(double seconds, List<PlainValue> parts) {
    return new Step.Raised(
        seconds,
        text(parts.get(0)),
        text(parts.get(1)),
        number(parts.get(2)),
        number(parts.get(3)),
        ((PlainValue.Bool) parts.get(4)).value());
  }

  private static PlainValue value(ByteBuffer content) {
    return PlainReader.read(rest(content));
  }

  private static byte[] rest(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  private static List<PlainValue> parts(PlainValue value) {
    return ((PlainValue.Items) value).items();
  }

  private static String text(PlainValue value) {
    return ((PlainValue.Text) value).value();
  }

  private static int number(PlainValue value) {
    return ((PlainValue.Int) value).value().intValue();
  }

  private static Execution.End end(int reason, int status, double limit) {
    return switch (reason) {
      case 1 -> new Execution.End.WallDeadline(limit);
      case 2 -> new Execution.End.CpuDeadline(limit);
      case 3 -> new Execution.End.OutputLimit();
      case 4 -> new Execution.End.ResultLimit();
      default ->
          (status & 0x7f) == 0
              ? new Execution.End.Exit(status >> 8 & 0xff)
              : new Execution.End.Signal(status & 0x7f);
    };
  }
}
