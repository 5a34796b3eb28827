package org.simbastream.records;

import org.simbastream.annotation.Internal;

/**
 * A record that waits for its chunk to close.
 *
 * @param record the record
 * @param late whether its own window had been closed when it arrived
 * @param window the start of the window it counts in; {@link #OF_CHUNK} where all records of its
 *     chunk count in one
 */
@Internal
public record PendingRecord(TokenizedRecord record, boolean late, long window) {

  /**
   * The record's window is that of its chunk: the format of state written before each record had
   * its own window.
   */
  public static final long OF_CHUNK = Long.MIN_VALUE;

  /** A record of a chunk that has one window, or none. */
  public PendingRecord(TokenizedRecord record, boolean late) {
    this(record, late, OF_CHUNK);
  }

  /** The same, counted in that window unless it has one. */
  public PendingRecord inWindow(long windowOfChunk) {
    return window == OF_CHUNK ? new PendingRecord(record, late, windowOfChunk) : this;
  }
}
