package org.simbastream.operators.keyed;

import java.util.List;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.TokenizedRecord;

/**
 * Gathers the records of each key into chunks of whole records. A chunk closes when it has enough
 * tokens, before the first record of a new and later window, at the end of a window in which one of
 * its records counts, or after the longest wait. A record of a window that is already open closes
 * no chunk: a key whose records alternate between windows, as those of two partitions may, has
 * chunks as long as any.
 *
 * <p>An open chunk whose records count in several windows closes in pieces, whatever closes it:
 * first all up to the last record of the earliest window. The end of that window would cut there as
 * well, but the moment at which the watermark passes that end varies between runs. So a key's
 * chunks, and with them its scores, depend only on its records and their order, as long as none is
 * late and no wait ends.
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
     * @param records in order, each with the window it counts in
     */
    void accept(String key, List<PendingRecord> records) throws Exception;
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
    while (open != null && hasEnded(open.earliestWindow())) { // and its end was not handled yet
      open = closePiece(record.key(), open);
    }
    long own = settings.window().start(record.time());
    // A window with records in the open chunk has no summary yet; a check would read state.
    long now = open != null && open.holds(own) ? watermark() : timeOfKey();
    boolean late = settings.window().end(own) - 1 <= now;
    if (late) {
      reader.metrics().recordLate();
    }
    long window = late ? windowForLate(open, now) : own;
    if (open == null || !open.holds(window)) {
      WindowStore.Opened opened = reader.openWindow(window);
      window = opened.window();
      if (open != null && opened.isNew() && window > open.latestWindow()) {
        closeAll(record.key(), open);
        open = null;
      }
      timers.atWindowEnd(window, settings.window().end(window) - 1);
    }
    int tokens = record.tokens().length;
    OpenChunk chunk =
        open == null ? new OpenChunk(window, tokens, maxWait.start()) : open.plus(window, tokens);
    openChunks.append(chunk, new PendingRecord(record, late, window));
    while (chunk != null && chunk.tokens() >= settings.chunk().tokens()) {
      chunk = closePiece(record.key(), chunk);
    }
  }

  /** Whether the current key has records in an open chunk. */
  boolean hasOpenChunk() throws Exception {
    return openChunks.get() != null;
  }

  /**
   * Closes the part of the current key's open chunk up to the last record of a window that has
   * ended.
   */
  void windowEnded(String key, long windowStart) throws Exception {
    OpenChunk open = openChunks.get();
    while (open != null && open.holds(windowStart)) {
      open = closePiece(key, open);
    }
  }

  /** Closes the current key's open chunk if the timer was started for it. */
  void maxWaitOver(String key, long timer) throws Exception {
    OpenChunk open = openChunks.get();
    if (open != null && open.maxWaitTimer() == timer) {
      closeAll(key, open);
    }
  }

  private void closeAll(String key, OpenChunk open) throws Exception {
    for (OpenChunk rest = open; rest != null; ) {
      rest = closePiece(key, rest);
    }
  }

  /**
   * Closes the records up to the last one of the open chunk's earliest window.
   *
   * @return the chunk that stays open; null if none does
   */
  private OpenChunk closePiece(String key, OpenChunk open) throws Exception {
    OpenChunkStore.Piece piece = openChunks.takePiece(open);
    if (piece.rest() == null && open.maxWaitTimer() != OpenChunk.NO_TIMER) {
      maxWait.stop(open.maxWaitTimer());
    }
    closed.accept(key, piece.records());
    return piece.rest();
  }

  /** The watermark; the end of the input makes no record late. */
  private long watermark() {
    long now = timers.watermark();
    return now == Long.MAX_VALUE ? Long.MIN_VALUE : now;
  }

  private boolean hasEnded(long window) {
    return settings.window().end(window) - 1 <= watermark();
  }

  /**
   * The current event time: the watermark or, before the first one, the end of the latest window
   * that has a summary.
   */
  private long timeOfKey() throws Exception {
    long told = reader.toldUntil();
    return told == WindowStore.NOTHING_TOLD ? watermark() : Math.max(watermark(), told - 1);
  }

  /**
   * The window in which a late record counts: the latest one of its key's open chunk, or the one of
   * the current event time.
   */
  private long windowForLate(OpenChunk open, long now) {
    return open != null ? open.latestWindow() : settings.window().start(now + 1);
  }
}
