package org.simbastream.operators.keyed;

/**
 * The size of a key's state, in serialized bytes.
 *
 * @param moved the state that a chunk reads and writes: hidden state and recall
 * @param held the state that the key holds, without its open chunk and its windows
 */
record StateSize(long moved, long held) {}
