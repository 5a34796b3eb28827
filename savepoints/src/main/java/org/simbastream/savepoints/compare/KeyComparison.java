package org.simbastream.savepoints.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.operators.serialization.PendingRecordSerializer;
import org.simbastream.savepoints.compare.KeyDifference.LayerDifference;
import org.simbastream.savepoints.compare.KeyDifference.Where;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.state.serialization.RecallStateSerializer;
import org.simbastream.state.serialization.StreamStateSerializer;

/** Compares the state of one key in two savepoints, exact to the bit. */
final class KeyComparison {

  private final KeyState a;
  private final KeyState b;

  private KeyComparison(KeyState a, KeyState b) {
    this.a = a;
    this.b = b;
  }

  static KeyDifference of(KeyState a, KeyState b) {
    Where where = a.isEmpty() ? Where.ONLY_IN_B : b.isEmpty() ? Where.ONLY_IN_A : Where.IN_BOTH;
    KeyComparison comparison = new KeyComparison(a, b);
    boolean both = where == Where.IN_BOTH;
    return new KeyDifference(
        a.key(),
        where,
        a.tokens(),
        b.tokens(),
        both ? comparison.layers() : List.of(),
        both ? comparison.parts() : List.of());
  }

  private List<LayerDifference> layers() {
    List<LayerDifference> differences = new ArrayList<>();
    TreeSet<Integer> numbers = new TreeSet<>(a.layers().keySet());
    numbers.addAll(b.layers().keySet());
    for (int number : numbers) {
      LayerState inA = a.layers().get(number);
      LayerState inB = b.layers().get(number);
      boolean both = inA != null && inB != null;
      double conv = both ? greatest(inA.conv(), inB.conv()) : Double.POSITIVE_INFINITY;
      double ssm = both ? greatest(inA.ssm(), inB.ssm()) : Double.POSITIVE_INFINITY;
      if (conv > 0 || ssm > 0) {
        differences.add(new LayerDifference(number, conv, ssm));
      }
    }
    return differences;
  }

  /** The greatest difference of two values; never 0 where any bits differ. */
  private static double greatest(float[] a, float[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double greatest = 0;
    for (int i = 0; i < a.length; i++) {
      if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
        double difference = Math.abs((double) a[i] - b[i]);
        greatest =
            Math.max(
                greatest,
                Double.isNaN(difference)
                    ? Double.POSITIVE_INFINITY
                    : Math.max(difference, Double.MIN_VALUE)); // 0 and -0
      }
    }
    return greatest;
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    if (!SameBytes.are(a.stream(), b.stream(), StreamStateSerializer.INSTANCE)) {
      parts.add("stream");
    }
    if (!SameBytes.are(a.recall(), b.recall(), RecallStateSerializer.INSTANCE)) {
      parts.add("recall");
    }
    if (!Objects.equals(a.history(), b.history())) {
      parts.add("history");
    }
    long patterns = differing(a.patterns(), b.patterns());
    if (patterns > 0) {
      parts.add("%,d patterns".formatted(patterns));
    }
    if (!Objects.equals(a.openChunk(), b.openChunk())
        || !SameBytes.areAll(a.pending(), b.pending(), PendingRecordSerializer.INSTANCE)) {
      parts.add("open chunk");
    }
    if (!SameWindows.are(a.windows(), b.windows()) || !Objects.equals(a.told(), b.told())) {
      parts.add("windows");
    }
    if (!a.timers().equals(b.timers())) {
      parts.add("timers");
    }
    return parts;
  }

  private static <V> long differing(SortedMap<Long, V> a, SortedMap<Long, V> b) {
    TreeSet<Long> all = new TreeSet<>(a.keySet());
    all.addAll(b.keySet());
    return all.stream().filter(key -> !Objects.equals(a.get(key), b.get(key))).count();
  }
}
