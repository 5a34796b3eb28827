package org.simbastream.savepoints.key;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.summary.Candidate;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.stream.StreamState;

/**
 * All that the Simba operator keeps of one key: its memory (hidden state, stream, recall, history,
 * patterns), and its open data (the chunk's unread records, windows, the end of the latest
 * summarized window, timers).
 *
 * @param key the key
 * @param layers its hidden state, by layer
 * @param stream its stream's state besides; null before its first chunk was read
 * @param recall its recall; null before that
 * @param history its history; null before that
 * @param patterns how often each pattern occurred
 * @param openChunk its open chunk; null if it has none
 * @param pending the records of that chunk, in order
 * @param windows its open windows, by start
 * @param told the end of its latest window with an emitted summary; null if there is none
 * @param timers its timers
 */
public record KeyState(
    String key,
    SortedMap<Integer, LayerState> layers,
    StreamState stream,
    RecallState recall,
    KeyHistory history,
    SortedMap<Long, PatternCount> patterns,
    OpenChunk openChunk,
    List<PendingRecord> pending,
    SortedMap<Long, WindowContent> windows,
    Long told,
    KeyTimers timers) {

  /** Tokens read so far. */
  public long tokens() {
    return stream == null ? 0 : stream.tokensRead();
  }

  /** Whether there is no such key. */
  public boolean isEmpty() {
    return stream == null && history == null && openChunk == null && windows.isEmpty();
  }

  /** Only the memory: without open data, and without all timers except the idle one. */
  public KeyState memoryOnly() {
    return memory(timers.idleOnly());
  }

  /** Only the memory, without any timer. */
  public KeyState untimedMemory() {
    return memory(KeyTimers.NONE);
  }

  private KeyState memory(KeyTimers itsTimers) {
    return new KeyState(
        key,
        layers,
        stream,
        recall,
        history == null ? null : history.withPresence(history.presence().withoutWindows()),
        patterns,
        null,
        List.of(),
        Collections.emptySortedMap(),
        null,
        itsTimers);
  }

  /** The same state for another key; records that are still to be emitted get its name. */
  public KeyState withKey(String newKey) {
    SortedMap<Long, WindowContent> renamed = new TreeMap<>();
    windows.forEach((start, window) -> renamed.put(start, rename(window, newKey)));
    return new KeyState(
        newKey,
        layers,
        stream,
        recall,
        history,
        patterns,
        openChunk,
        pending.stream().map(record -> rename(record, newKey)).toList(),
        renamed,
        told,
        timers);
  }

  private static PendingRecord rename(PendingRecord pending, String key) {
    return new PendingRecord(pending.record().withKey(key), pending.late(), pending.window());
  }

  private static WindowContent rename(WindowContent window, String key) {
    return new WindowContent(
        window.records(),
        window.tokens(),
        window.work(),
        window.keepLast(),
        window.counts(),
        window.variants(),
        window.sayings(),
        window.topics(),
        window.candidates().stream()
            .map(c -> new Candidate(c.pattern(), c.variant(), c.count(), c.best().withKey(key)))
            .toList(),
        window.newPatterns());
  }
}
