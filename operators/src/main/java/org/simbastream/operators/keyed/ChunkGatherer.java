package org.simbastream.operators.keyed;

import java.util.List;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.record.TokenizedRecord;

/**
 * Gathers the records of each key into chunks: whole records of one window, closed at enough
 * tokens, before a record of another window, at the window's end, or after the longest wait.
 */
final class ChunkGatherer {

  private final OperatorSettings settings;
  private final OpenChunkStore openChunks;
  private final WindowTimers timers;
  private final MaxWaitTimers maxWait;
  private final StreamReader reader;
  private final ClosedChunks closed;

  /** Takes chunks as they close. */
  interface ClosedChunks {

    /**
     * A chunk of the current key has closed; the current key must be the same afterwards.
     *
     * @param windowStart the window that its records count in
     */
    void accept(String key, long windowStart, List<PendingRecord> records) throws Exception;
  }

  ChunkGatherer(
      OperatorSettings settings,
      OpenChunkStore openChunks,
      WindowTimers timers,
      MaxWaitTimers maxWait,
      StreamReader reader,
      ClosedChunks closed) {
    this.settings = settings;
    this.openChunks = openChunks;
    this.timers = timers;
    this.maxWait = maxWait;
    this.reader = reader;
    this.closed = closed;
  }

  /** Takes a record of the current key. */
  void add(TokenizedRecord record) throws Exception {
    OpenChunk open = openChunks.get();
    boolean late = isOver(settings.window().start(record.time()));
    if (late) {
      reader.metrics().recordLate();
    }
    long window = late ? windowForLate(open) : settings.window().start(record.time());
    if (open == null || open.windowStart() != window) {
      window = reader.openWindow(window);
    }
    if (open != null && open.windowStart() != window) {
      close(record.key(), open);
      open = null;
    }
    OpenChunk chunk = (open == null ? begin(window) : open).plus(record.tokens().length);
    openChunks.append(chunk, new PendingRecord(record, late));
    if (chunk.tokens() >= settings.chunk().tokens()) {
      close(record.key(), chunk);
    }
  }

  /** Whether records of the current key pend. */
  boolean hasOpenChunk() throws Exception {
    return openChunks.get() != null;
  }

  /** Closes the current key's open chunk if its records count in a window, which has ended. */
  void windowEnded(String key, long windowStart) throws Exception {
    OpenChunk open = openChunks.get();
    if (open != null && open.windowStart() == windowStart) {
      close(key, open);
    }
  }

  /** Closes the current key's open chunk if it is the one that a timer was started for. */
  void maxWaitOver(String key, long timer) throws Exception {
    OpenChunk open = openChunks.get();
    if (open != null && open.maxWaitTimer() == timer) {
      close(key, open);
    }
  }

  private OpenChunk begin(long window) {
    timers.atWindowEnd(window, settings.window().end(window) - 1);
    return new OpenChunk(window, 0, maxWait.start());
  }

  private void close(String key, OpenChunk open) throws Exception {
    if (open.maxWaitTimer() != OpenChunk.NO_TIMER) {
      maxWait.stop(open.maxWaitTimer());
    }
    closed.accept(key, open.windowStart(), openChunks.take());
  }

  /** Whether a window has ended in time; that the input has ended makes nothing late. */
  private boolean isOver(long windowStart) {
    long now = timers.watermark();
    return now < Long.MAX_VALUE && settings.window().end(windowStart) - 1 <= now;
  }

  /**
   * A late record counts in the window that is open: its key's, or the one that time has reached.
   */
  private long windowForLate(OpenChunk open) {
    return open != null ? open.windowStart() : settings.window().start(timers.watermark() + 1);
  }
}
