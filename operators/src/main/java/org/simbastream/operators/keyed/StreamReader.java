package org.simbastream.operators.keyed;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.SharedModels;
import org.simbastream.operators.metric.SimbaMetrics;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.scoring.ChunkScorer;
import org.simbastream.operators.scoring.KeyHistory;
import org.simbastream.operators.summary.Summarizer;
import org.simbastream.operators.summary.WindowContent;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.ModelIdentity;

/**
 * What happens to closed chunks: they are read by the model, scored, counted in their window, and
 * told about. Owns the model's lease and every keyed state but the open chunk.
 */
final class StreamReader implements AutoCloseable {

  private final OperatorSettings settings;
  private final KeyContext keys;
  private final ForwardPass pass;
  private final HiddenStateStore hidden;
  private final HistoryStore histories;
  private final RecentRecordStore recent;
  private final WindowStore windows;
  private final LateTokenizer tokenizer;
  private final String modelLabel;
  private final boolean followsAnotherModel;
  private final BundleRunner runner;
  private final Summarizer summarizer;
  private final SummaryWriter writer; // null if summaries have no text
  private final SimbaMetrics metrics;

  private StreamReader(
      OperatorSettings settings,
      MambaModel model,
      KeyedStateStore store,
      KeyContext keys,
      DoubleSupplier keep,
      SimbaMetrics metrics,
      boolean followsAnotherModel) {
    this.settings = settings;
    this.keys = keys;
    this.modelLabel = model.label();
    this.followsAnotherModel = followsAnotherModel;
    this.metrics = metrics;
    this.tokenizer = new LateTokenizer(settings, model.configuration().vocabSize());
    this.hidden = new HiddenStateStore(store, keys, model.fingerprint(), settings.statePrecision());
    this.writer = SummaryWriter.open(settings, model, hidden);
    this.pass = model.newForwardPass(settings.pruning());
    this.histories = new HistoryStore(store);
    this.recent = new RecentRecordStore(store, settings.otherModel().warmUpRecords());
    this.windows =
        new WindowStore(
            store, WindowContent.empty(model.configuration().layers(), settings.pruning().last()));
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
            new ChunkScorer(settings.maxPatterns()));
    this.summarizer = new Summarizer(settings.window().highlights(), model.label());
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

  /** Whether the keyed state may be another model's, and is. */
  interface ModelCheck {

    /**
     * Compares the model that made the state with the one in use.
     *
     * @param label name and fingerprint of the model in use
     * @throws Exception if they differ and that is to be refused
     */
    boolean followsAnother(String label) throws Exception;
  }

  /**
   * Gets the model, refuses states of another one, and registers the keyed state.
   *
   * @param keep the share of tokens that the last layer is given, asked before each bundle
   * @throws Exception if the model can't be loaded or doesn't fit the restored state
   */
  static StreamReader open(
      OperatorSettings settings,
      KeyedStateStore store,
      KeyContext keys,
      DoubleSupplier keep,
      MetricGroup metricGroup,
      ModelCheck check)
      throws Exception {
    long start = System.nanoTime();
    MambaModel model = SharedModels.acquire(settings.model(), settings.weights());
    try {
      long loadTimeMs = (System.nanoTime() - start) / 1_000_000;
      boolean another = check.followsAnother(model.label());
      SimbaMetrics metrics =
          new SimbaMetrics(
              metricGroup,
              model.configuration().layers(),
              settings.hiddenBytes(model.configuration()),
              loadTimeMs,
              keep);
      return new StreamReader(settings, model, store, keys, keep, metrics, another);
    } catch (Exception e) {
      SharedModels.release(settings.model(), settings.weights());
      throw e;
    }
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
  LateTokenizer tokenizer() {
    return tokenizer;
  }

  /** Reads the chunks of a bundle. Switches the current key. */
  List<BundleRunner.Finished> read(List<ClosedChunk> chunks) throws Exception {
    for (ClosedChunk chunk : chunks) {
      keys.setCurrentKey(chunk.key());
      long time = chunk.records().get(0).record().time();
      if (IdleExpiry.beginsAnew(settings.idleExpiry(), histories.history(), time)) {
        forgetKey();
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
   * The window of the current key that a record counts in: its own, which is opened, or another if
   * too many are open.
   */
  WindowStore.Opened openWindow(long windowStart) throws Exception {
    WindowStore.Opened opened = windows.open(windowStart, settings.window().maxOpen());
    if (opened.window() != windowStart) {
      metrics.recordInOtherWindow();
    }
    return opened;
  }

  /**
   * Until when the current key's windows were told about, in milliseconds since the epoch; a window
   * that ends no later must not begin again. {@link WindowStore#NOTHING_TOLD} if none was.
   */
  long toldUntil() throws Exception {
    return windows.toldUntil();
  }

  /** Counts a finished chunk in the current key's windows and emits its records. */
  void emitScored(BundleRunner.Finished finished, ReadResults results) throws Exception {
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
    }
    for (ScoredRecord record : finished.scored().records()) {
      results.scored(record);
    }
  }

  /**
   * Closes a window of the current key and emits its summary and work.
   *
   * @param windowEnd as its timer has it: the window may have begun under another window size
   */
  void emitSummary(String key, long windowStart, long windowEnd, ReadResults results)
      throws Exception {
    WindowContent content = windows.take(windowStart);
    if (content.records() == 0) {
      return; // told about when a window of another size, which began with it, ended
    }
    if (histories.history() != KeyHistory.NONE) {
      windows.told(windowEnd); // else the key was forgotten, and nothing would clear it again
    }
    String text = writer == null ? "" : writer.write();
    results.summary(summarizer.summary(key, windowStart, windowEnd, content, text));
    results.work(Summarizer.workCounts(key, windowStart, windowEnd, content));
  }

  /** Whether the model writes into summaries, which takes long. */
  boolean writesText() {
    return writer != null;
  }

  /** What the current key has shown so far. */
  KeyHistory history() throws Exception {
    return histories.history();
  }

  /**
   * Forgets the current key's stream. Windows stay: each goes with its own timer. Which ones were
   * told about goes: only a record that is later than the whole expiry, and comes right after a
   * restore, before any watermark, could still open one of them again.
   */
  void forgetKey() {
    windows.forgetTold();
    hidden.clear();
    histories.clear();
    recent.clear();
    metrics.keyExpired();
  }

  @Override
  public void close() {
    pass.close();
    if (writer != null) {
      writer.close();
    }
    tokenizer.close();
    SharedModels.release(settings.model(), settings.weights());
  }
}
