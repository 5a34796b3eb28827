package org.simbastream.recovery.load;

/**
 * One record of the input.
 *
 * @param key the stream
 * @param partition where it goes; a key has one
 * @param time its event time, in milliseconds since the epoch
 * @param value its bytes
 * @param readable whether they are text
 * @param summariesBefore how many summaries must have been committed before it is written; 0: it
 *     waits for none
 */
public record TestLine(
    String key, int partition, long time, byte[] value, boolean readable, int summariesBefore) {

  /** The same, which waits for summaries. */
  TestLine after(int summaries) {
    return new TestLine(key, partition, time, value, readable, summaries);
  }
}
