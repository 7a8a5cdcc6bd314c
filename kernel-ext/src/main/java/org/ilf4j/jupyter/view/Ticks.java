package org.ilf4j.jupyter.view;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Round numbers along an axis, 1, 2 or 5 times a power of ten apart.
 *
 * @param from where the axis begins
 * @param to where it ends
 * @param apart the distance of two numbers
 */
record Ticks(double from, double to, double apart) {
  /** About as many as can be told apart; our choice. */
  private static final int WANTED = 4;

  /** An axis that begins and ends at round numbers around these two. */
  static Ticks around(double low, double high) {
    double room = high > low ? high - low : Math.max(Math.abs(high) * 0.1, 1e-3);
    double apart = round(room / WANTED);
    double from = Math.floor(low / apart) * apart;
    double to = Math.ceil(high / apart) * apart;
    return new Ticks(from, to > from ? to : from + apart, apart);
  }

  /** An axis from one whole number to another, with whole numbers. */
  static Ticks whole(long from, long to) {
    return new Ticks(from, to, Math.max(1, round((to - from) / (double) WANTED)));
  }

  private static double round(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    return DoubleStream.of(1, 2, 5, 10)
        .map(times -> times * power)
        .filter(apart -> apart >= wanted * 0.999)
        .findFirst()
        .orElse(10 * power);
  }

  /** The numbers from the first to the last, and the beginning itself. */
  double[] values() {
    long first = (long) Math.ceil(from / apart - 1e-9);
    long last = (long) Math.floor(to / apart + 1e-9);
    DoubleStream round = LongStream.rangeClosed(first, last).mapToDouble(i -> i * apart);
    return first * apart - from > apart * 0.4
        ? DoubleStream.concat(DoubleStream.of(from), round).toArray()
        : round.toArray();
  }

  /** How far along the axis a number is, 0 at its beginning, 1 at its end. */
  double share(double value) {
    return (value - from) / (to - from);
  }

  /** A number with as many decimals as tell it from the next. */
  String text(double value) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(apart) + 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value + 0.0);
  }
}
