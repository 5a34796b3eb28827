package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Closed chunks that wait to share a forward pass, at most one per key. */
final class Bundle {

  private final List<ClosedChunk> chunks = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private int tokens;

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  boolean contains(String key) {
    return keys.contains(key);
  }

  int tokens() {
    return tokens;
  }

  void add(ClosedChunk chunk) {
    chunks.add(chunk);
    keys.add(chunk.key());
    tokens += chunk.tokens();
  }

  /** Takes all chunks out, in the order they closed. */
  List<ClosedChunk> take() {
    List<ClosedChunk> taken = List.copyOf(chunks);
    chunks.clear();
    keys.clear();
    tokens = 0;
    return taken;
  }
}
