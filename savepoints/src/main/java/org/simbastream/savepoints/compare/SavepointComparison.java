package org.simbastream.savepoints.compare;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.simbastream.savepoints.Progress;
import org.simbastream.savepoints.compare.KeyDifference.Where;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.savepoint.KeyedStates;
import org.simbastream.savepoints.savepoint.Savepoint;

/**
 * Compares the keys of two savepoints, a part of the key groups at a time, and counts the
 * differences.
 */
public final class SavepointComparison {

  private final Savepoint a;
  private final Savepoint b;
  private final UnaryOperator<KeyState> compared;
  private final Consumer<KeyDifference> differences;
  private long onlyInA;
  private long onlyInB;
  private long differ;
  private long equal;

  /**
   * A comparison.
   *
   * @param compared selects the part of a key's state to compare
   * @param differences takes each key that differs
   */
  public SavepointComparison(
      Savepoint a,
      Savepoint b,
      UnaryOperator<KeyState> compared,
      Consumer<KeyDifference> differences) {
    this.a = a;
    this.b = b;
    this.compared = compared;
    this.differences = differences;
  }

  /** Compares all keys. */
  public void run(Progress progress) throws IOException {
    // Parts only match where both have as many key groups.
    int parts = a.maxParallelism() == b.maxParallelism() ? Math.min(a.parts(), b.parts()) : 1;
    for (int part = 0; part < parts; part++) {
      try (KeyedStates inA = a.open(part, parts);
          KeyedStates inB = b.open(part, parts)) {
        SortedSet<String> keys = new TreeSet<>(inA.keys());
        keys.addAll(inB.keys());
        for (String key : keys) {
          count(KeyComparison.of(compared.apply(inA.read(key)), compared.apply(inB.read(key))));
          progress.at(part, parts, onlyInA + onlyInB + differ + equal);
        }
      }
    }
  }

  /**
   * Compares one key.
   *
   * @throws IOException if neither has it
   */
  public void run(String key) throws IOException {
    try (KeyedStates inA = a.openAround(key);
        KeyedStates inB = b.openAround(key)) {
      KeyState one = inA.read(key);
      KeyState other = inB.read(key);
      if (!one.isEmpty() || !other.isEmpty()) {
        count(KeyComparison.of(compared.apply(one), compared.apply(other)));
        return;
      }
    }
    throw a.unknownKey("--key", key);
  }

  /** Keys of the first alone. */
  public long onlyInA() {
    return onlyInA;
  }

  /** Keys of the second alone. */
  public long onlyInB() {
    return onlyInB;
  }

  /** Keys of both that differ. */
  public long differ() {
    return differ;
  }

  /** Keys that are the same to the last bit. */
  public long equal() {
    return equal;
  }

  private void count(KeyDifference difference) {
    if (difference.isNone()) {
      equal++;
      return;
    }
    if (difference.where() == Where.IN_BOTH) {
      differ++;
    } else if (difference.where() == Where.ONLY_IN_A) {
      onlyInA++;
    } else {
      onlyInB++;
    }
    differences.accept(difference);
  }
}
