package org.simbastream.savepoints.savepoint;

import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Consecutive key groups, as a subtask would have them.
 *
 * @param index which part, from 0
 * @param parts of how many
 * @param maxParallelism key groups of the operator
 */
record KeyGroupPart(int index, int parts, int maxParallelism) {

  /** The part that has a key. */
  static KeyGroupPart of(String key, int parts, int maxParallelism) {
    int index = KeyGroupRangeAssignment.assignKeyToParallelOperator(key, maxParallelism, parts);
    return new KeyGroupPart(index, parts, maxParallelism);
  }

  KeyGroupRange range() {
    return KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
        maxParallelism, parts, index);
  }
}
