package org.simbastream.operators.keyed;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.settings.SharedModels;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.MemoryStateStore;

/**
 * Reads streams outside Flink, with the state in memory: files, evaluations, programs without a
 * cluster. It uses the operator's own code, one chunk at a time: the same records with the same
 * watermarks give the same results, bit for bit.
 *
 * <pre>{@code
 * try (MemoryReader reader = MemoryReader.open(OperatorSettings.DEFAULT, results)) {
 *   for (TokenizedRecord record : records) {
 *     reader.add(record);
 *   }
 *   reader.finish();
 * }
 * }</pre>
 *
 * <p>No stream expires, no processing time closes a chunk, and a reader must be used by one thread
 * at a time.
 */
@PublicApi
public final class MemoryReader implements AutoCloseable {

  private final MemoryStateStore store;
  private final KeyedReader reader;
  private final Ends ends;

  private MemoryReader(MemoryStateStore store, KeyedReader reader, Ends ends) {
    this.store = store;
    this.reader = reader;
    this.ends = ends;
  }

  /**
   * A reader with the model that the settings name, loaded unless this JVM has it already.
   *
   * @param settings bundles, waits, expiry and adaptive keep have no effect
   * @throws CheckpointException if the model can't be loaded
   */
  public static MemoryReader open(OperatorSettings settings, ReadResults results) {
    MambaModel model = SharedModels.acquire(settings.model(), settings.weights());
    Runnable release = () -> SharedModels.release(settings.model(), settings.weights());
    try {
      return of(model, release, settings, results);
    } catch (RuntimeException e) {
      release.run();
      throw e;
    }
  }

  /**
   * Creates a reader with a model that the caller keeps and closes.
   *
   * @param settings as for {@link #open}; their model has no effect either
   */
  public static MemoryReader of(MambaModel model, OperatorSettings settings, ReadResults results) {
    return of(model, () -> {}, settings, results);
  }

  private static MemoryReader of(
      MambaModel model, Runnable release, OperatorSettings settings, ReadResults results) {
    MemoryStateStore store = new MemoryStateStore();
    Ends ends = new Ends();
    OperatorSettings own = withoutExpiry(settings);
    StreamReader reader =
        StreamReader.of(own, model, release, store, store, new UnregisteredMetricsGroup());
    return new MemoryReader(store, new KeyedReader(own, reader, store, ends, results), ends);
  }

  /** Adds a record; results follow when it closes a chunk. */
  public void add(TokenizedRecord record) {
    store.setCurrentKey(record.key());
    ends.key = record.key();
    inMemory(() -> reader.add(record));
  }

  /**
   * Ends the windows that end at or before a time; their records are late from then on.
   *
   * @param watermark in milliseconds since the epoch; a smaller one than before has no effect
   */
  public void advanceTo(long watermark) {
    ends.watermark = Math.max(ends.watermark, watermark);
    while (!ends.due.isEmpty() && ends.due.firstKey() <= watermark) {
      Map.Entry<Long, TreeSet<Window>> next = ends.due.pollFirstEntry();
      for (Window window : next.getValue()) {
        store.setCurrentKey(window.key());
        ends.key = window.key();
        inMemory(() -> reader.windowEnded(window.key(), window.start(), next.getKey() + 1));
      }
    }
  }

  /** Ends all windows. */
  public void finish() {
    advanceTo(Long.MAX_VALUE);
  }

  @Override
  public void close() {
    reader.close();
  }

  private static OperatorSettings withoutExpiry(OperatorSettings settings) {
    return settings.toBuilder().idleExpiry(Duration.ZERO).build();
  }

  /** A step that throws the exceptions of state access, which never happen in memory. */
  private interface Step {
    void run() throws Exception;
  }

  private static void inMemory(Step step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private record Window(String key, long start) implements Comparable<Window> {

    @Override
    public int compareTo(Window other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : Long.compare(start, other.start);
    }
  }

  /** The ends of open windows. */
  private static final class Ends implements KeyTimers {

    private final TreeMap<Long, TreeSet<Window>> due = new TreeMap<>(); // by last millisecond
    private long watermark = Long.MIN_VALUE;
    private String key;

    @Override
    public long watermark() {
      return watermark;
    }

    @Override
    public long clock() {
      return System.currentTimeMillis();
    }

    @Override
    public void atWindowEnd(long windowStart, long time) {
      due.computeIfAbsent(time, t -> new TreeSet<>()).add(new Window(key, windowStart));
    }

    @Override
    public void atIdle(long time) {
      throw new IllegalStateException("no stream expires here");
    }
  }
}
