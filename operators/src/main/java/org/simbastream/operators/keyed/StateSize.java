package org.simbastream.operators.keyed;

/**
 * How much state a key has, in bytes as serialized.
 *
 * @param moved what a chunk reads and puts: hidden state and recall
 * @param held all that the key holds, its open chunk and its windows apart
 */
record StateSize(long moved, long held) {}
