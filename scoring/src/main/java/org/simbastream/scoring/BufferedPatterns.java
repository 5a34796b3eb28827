package org.simbastream.scoring;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps what a chunk's records read and change of a key's patterns until {@link #flush}, so that a
 * word that several of them hold is read from the state backend, and written to it, once.
 */
final class BufferedPatterns implements PatternMemory {

  private final PatternMemory memory;
  private final Map<Long, PatternCount> known = new HashMap<>(); // null: known not to be there
  private final Map<Long, PatternCount> changed = new HashMap<>();

  BufferedPatterns(PatternMemory memory) {
    this.memory = memory;
  }

  @Override
  public PatternCount get(long pattern) {
    if (!known.containsKey(pattern)) {
      known.put(pattern, memory.get(pattern));
    }
    return known.get(pattern);
  }

  @Override
  public void put(long pattern, PatternCount count) {
    known.put(pattern, count);
    changed.put(pattern, count);
  }

  @Override
  public void remove(long pattern) {
    known.put(pattern, null);
    changed.remove(pattern);
    memory.remove(pattern);
  }

  @Override
  public Iterable<Map.Entry<Long, PatternCount>> entries() {
    flush();
    return memory.entries();
  }

  /** Writes what has changed. */
  void flush() {
    changed.forEach(memory::put);
    changed.clear();
  }
}
