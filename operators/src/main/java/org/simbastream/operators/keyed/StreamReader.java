package org.simbastream.operators.keyed;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.metric.SimbaMetrics;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.settings.SharedModels;
import org.simbastream.operators.teaching.Teachings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.scoring.ChunkScorer;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.pattern.EndedWindow;
import org.simbastream.scoring.summary.Summarizer;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.ModelIdentity;
import org.simbastream.state.stream.Presence;

/**
 * Processes closed chunks: the model reads them, their records are scored and counted in their
 * windows, and their summaries are emitted. Owns the model's lease and every keyed state except the
 * open chunk.
 */
final class StreamReader implements AutoCloseable {

  private final OperatorSettings settings;
  private final KeyContext keys;
  private final ForwardPass pass;
  private final HiddenStateStore hidden;
  private final HistoryStore histories;
  private final RecentRecordStore recent;
  private final WindowStore windows;
  private final PatternStore patterns;
  private final LazyTokenizer tokenizer;
  private final String modelLabel;
  private final Runnable release; // gives the model back
  private final boolean followsAnotherModel;
  private final BundleRunner runner;
  private final Summarizer summarizer;
  private final SummaryWriter writer; // null if summaries have no text
  private final SimbaMetrics metrics;
  private final Silences silences;
  private final Teachings teachings;

  private StreamReader(
      OperatorSettings settings,
      MambaModel model,
      Runnable release,
      KeyedStateStore store,
      KeyContext keys,
      DoubleSupplier keep,
      SimbaMetrics metrics,
      Teachings teachings,
      boolean followsAnotherModel) {
    this.settings = settings;
    this.teachings = teachings;
    this.release = release;
    this.keys = keys;
    this.modelLabel = model.label();
    this.followsAnotherModel = followsAnotherModel;
    this.metrics = metrics;
    this.tokenizer = new LazyTokenizer(settings, model.configuration().vocabSize());
    this.hidden = new HiddenStateStore(store, keys, model.fingerprint(), settings.statePrecision());
    this.writer = SummaryWriter.open(settings, model, hidden);
    this.pass = model.newForwardPass(settings.pruning());
    this.histories = new HistoryStore(store);
    this.recent = new RecentRecordStore(store, settings.otherModel().warmUpRecords());
    this.windows =
        new WindowStore(
            store,
            WindowContent.empty(model.configuration().layers(), settings.pruning().last()),
            settings.teaching());
    this.patterns = new PatternStore(store, settings.window().patterns());
    this.runner =
        new BundleRunner(
            keys,
            pass,
            keep,
            model.configuration().bosTokenId(),
            settings.outputs(model.configuration()),
            hidden,
            settings.hiddenBytes(model.configuration()),
            start(model),
            histories,
            recent,
            new ChunkScorer(settings.maxPatterns(), model.tokenBytes().orElse(null)));
    this.summarizer = new Summarizer(settings.window().highlights(), model.label());
    this.silences = new Silences(settings.window(), windows, summarizer);
  }

  private BundleRunner.StreamStart start(MambaModel model) {
    if (settings.otherModel().onMismatch() != ModelIdentity.OnMismatch.WARM_UP) {
      return (key, last) -> hidden.stream();
    }
    WarmUp warmUp =
        new WarmUp(
            pass,
            model.configuration().bosTokenId(),
            settings.outputs(model.configuration()),
            settings.chunk().tokens(),
            hidden,
            recent,
            tokenizer,
            metrics);
    return warmUp::begin;
  }

  /** Checks whether another model made the keyed state. */
  interface ModelCheck {

    /**
     * Compares the model that made the state with the one in use.
     *
     * @param label name and fingerprint of the model in use
     * @throws Exception if they differ and the settings refuse that
     */
    boolean followsAnother(String label) throws Exception;
  }

  /**
   * Loads the model, checks that it made the restored state, and registers the keyed state.
   *
   * @param keep the share of tokens that the last layer reads, queried before each bundle
   * @param teachings what people have taught; it may change
   * @throws Exception if the model can't be loaded or doesn't fit the restored state
   */
  static StreamReader open(
      OperatorSettings settings,
      KeyedStateStore store,
      KeyContext keys,
      DoubleSupplier keep,
      MetricGroup metricGroup,
      Teachings teachings,
      ModelCheck check)
      throws Exception {
    long start = System.nanoTime();
    MambaModel model = SharedModels.acquire(settings.model(), settings.weights());
    Runnable release = () -> SharedModels.release(settings.model(), settings.weights());
    try {
      long loadTimeMs = (System.nanoTime() - start) / 1_000_000;
      boolean another = check.followsAnother(model.label());
      SimbaMetrics metrics = metrics(settings, model, metricGroup, loadTimeMs, keep);
      return new StreamReader(
          settings, model, release, store, keys, keep, metrics, teachings, another);
    } catch (Exception e) {
      release.run();
      throw e;
    }
  }

  /**
   * Registers the state.
   *
   * @param release gives the model back
   */
  static StreamReader of(
      OperatorSettings settings,
      MambaModel model,
      Runnable release,
      KeyedStateStore store,
      KeyContext keys,
      MetricGroup metricGroup) {
    DoubleSupplier keep = settings.pruning()::last;
    SimbaMetrics metrics = metrics(settings, model, metricGroup, 0, keep);
    return new StreamReader(
        settings, model, release, store, keys, keep, metrics, Teachings.NONE, false);
  }

  private static SimbaMetrics metrics(
      OperatorSettings settings,
      MambaModel model,
      MetricGroup group,
      long loadTimeMs,
      DoubleSupplier keep) {
    return new SimbaMetrics(
        group,
        model.configuration().layers(),
        settings.hiddenBytes(model.configuration()),
        loadTimeMs,
        keep);
  }

  SimbaMetrics metrics() {
    return metrics;
  }

  /** Name and fingerprint of the model. */
  String modelLabel() {
    return modelLabel;
  }

  /** Whether the restored state was made by another model, so that its tokens mean nothing here. */
  boolean followsAnotherModel() {
    return followsAnotherModel;
  }

  /** The model's tokenizer. */
  LazyTokenizer tokenizer() {
    return tokenizer;
  }

  /** Reads the chunks of a bundle. Switches the current key. */
  List<BundleRunner.Finished> read(List<ClosedChunk> chunks) throws Exception {
    for (ClosedChunk chunk : chunks) {
      keys.setCurrentKey(chunk.key());
      long time = chunk.records().get(0).record().time();
      if (IdleExpiry.beginsAnew(settings.idleExpiry(), histories.history(), time)) {
        // The windows that it had, and those that were told, are known from its records alone;
        // whether its state was deleted before this record depends on the watermark.
        Presence presence = histories.history().presence();
        forgetStream();
        histories.putHistory(KeyHistory.NONE.withPresence(presence));
      }
    }
    List<BundleRunner.Finished> finished = runner.run(chunks);
    metrics.bundleRan(
        finished.stream().map(f -> f.result().work()).toList(),
        finished.stream().mapToLong(f -> f.size().moved()).sum(),
        finished.stream().mapToLong(f -> f.size().held()).sum());
    return finished;
  }

  /**
   * Returns the window of the current key in which a record counts: its own, which is opened if
   * necessary, or another one if too many are open.
   */
  WindowStore.Opened openWindow(long windowStart) throws Exception {
    WindowStore.Opened opened = windows.open(windowStart, settings.window().maxOpen());
    if (opened.window() != windowStart) {
      metrics.recordInOtherWindow();
    }
    return opened;
  }

  /**
   * The end of the current key's latest window with an emitted summary, in milliseconds since the
   * epoch; a window that ends no later must not begin again. {@link WindowStore#NOTHING_TOLD} if
   * there is none.
   */
  long toldUntil() throws Exception {
    return windows.toldUntil();
  }

  /**
   * Counts a finished chunk in the current key's windows and emits its records, as they become by
   * what people have taught. What a key remembers of its stream does not depend on that.
   */
  void emitScored(BundleRunner.Finished read, ReadResults results) throws Exception {
    BundleRunner.Finished finished =
        teachings.isEmpty() ? read : read.withScored(read.scored().withRecords(teachings::apply));
    long muted = finished.scored().muted();
    metrics.recordsMuted(muted);
    for (WindowShare share : WindowShare.of(finished)) {
      WindowContent content =
          windows
              .get(share.window())
              .plus(
                  share.scored(),
                  share.work(),
                  finished.keepLast(),
                  settings.window().highlights(),
                  settings.window().newPatterns());
      windows.put(share.window(), content);
      if (muted > 0) {
        windows.addMuted(share.window(), share.scored().muted());
      }
      patterns.add(share);
    }
    List<ScoredRecord> records = finished.scored().records();
    for (int i = 0; i < records.size(); i++) {
      long window = finished.chunk().records().get(i).window();
      results.scored(records.get(i).inWindow(window, settings.window().end(window)));
    }
  }

  /**
   * Closes a window of the current key and emits its summary, work and patterns; before it, if due,
   * that of the silence that it ends.
   *
   * @param windowStart the window, or {@link Silences#NO_WINDOW} for the timer of a silence
   * @param windowEnd the end that its timer names: the window may have begun under another window
   *     size
   */
  void emitSummary(
      String key, long windowStart, long windowEnd, WindowTimers timers, ReadResults results)
      throws Exception {
    KeyHistory history = histories.history();
    if (windowStart == Silences.NO_WINDOW) {
      if (timers.watermark() != Long.MAX_VALUE) { // the end of the input is no silence
        silences.tell(key, history.presence(), windowEnd, results);
      }
      return;
    }
    WindowContent content = windows.take(windowStart);
    if (content.records() == 0) {
      return; // its summary was emitted when a window of another size with the same start ended
    }
    silences.tell(key, history.presence(), windowStart, results);
    String text = writer == null ? "" : writer.write();
    results.summary(
        summarizer
            .summary(key, windowStart, windowEnd, content, text)
            .withMuted(windows.takeMuted(windowStart)));
    results.work(Summarizer.workCounts(key, windowStart, windowEnd, content));
    boolean goesOn = history != KeyHistory.NONE; // else nothing would clear its state again
    patterns.tell(new EndedWindow(key, windowStart, windowEnd, content.records()), goesOn, results);
    if (goesOn) {
      windows.told(windowEnd);
      Presence presence = history.presence().plus(windowStart, windowEnd);
      histories.putHistory(history.withPresence(presence));
      silences.await(key, presence, timers, results);
    }
  }

  /** Whether the model writes texts into summaries, which takes long. */
  boolean writesText() {
    return writer != null;
  }

  /** The current key's history. */
  KeyHistory history() throws Exception {
    return histories.history();
  }

  /**
   * Deletes the state of the current key's stream. Open windows stay until their timers fire. The
   * end of the latest summarized window is deleted: only a record that is later than the whole
   * expiry, and arrives right after a restore, before any watermark, could still open such a window
   * again.
   */
  void forgetKey() {
    windows.forgetTold();
    forgetStream();
  }

  private void forgetStream() {
    hidden.clear();
    histories.clear();
    recent.clear();
    patterns.forgetUsual();
    metrics.keyExpired();
  }

  @Override
  public void close() {
    pass.close();
    if (writer != null) {
      writer.close();
    }
    tokenizer.close();
    release.run();
  }
}
