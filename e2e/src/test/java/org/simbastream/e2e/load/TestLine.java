package org.simbastream.e2e.load;

/**
 * One record of the input.
 *
 * @param key the stream
 * @param partition where it goes; a key has one
 * @param time its event time, in milliseconds since the epoch
 * @param value its bytes
 * @param readable whether they are text
 * @param condition what must have happened before it is written
 */
public record TestLine(
    String key, int partition, long time, byte[] value, boolean readable, Condition condition) {

  /**
   * What a line waits for.
   *
   * @param read whether all lines before it must have been read, and a checkpoint have it
   * @param summaries how many summaries must have been committed
   */
  public record Condition(boolean read, int summaries) {

    static final Condition NONE = new Condition(false, 0);

    /** Whether it waits for nothing. */
    boolean isNone() {
      return equals(NONE);
    }
  }
}
