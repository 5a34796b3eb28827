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
    long own = settings.window().start(record.time());
    // A window with records in the open chunk was not told about; asking costs a read of state.
    long now = open != null && open.windowStart() == own ? timers.watermark() : timeOfKey();
    boolean late = settings.window().end(own) - 1 <= now;
    if (late) {
      reader.metrics().recordLate();
    }
    long window = late ? windowForLate(open, now) : own;
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

  /** How far time has come: by the watermark or, until one comes, by the windows told about. */
  private long timeOfKey() throws Exception {
    long told = reader.toldUntil();
    return told == WindowStore.NOTHING_TOLD
        ? timers.watermark()
        : Math.max(timers.watermark(), told - 1);
  }

  /**
   * A late record counts in the window that is open: its key's, or the one that time has reached.
   */
  private long windowForLate(OpenChunk open, long now) {
    return open != null ? open.windowStart() : settings.window().start(now + 1);
  }
}
