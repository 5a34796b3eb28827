package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.simbastream.annotation.PublicApi;
import org.simbastream.operators.load.BufferDebloating;
import org.simbastream.operators.load.CurrentKeep;
import org.simbastream.operators.load.TaskPauses;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.teaching.TeachingStore;
import org.simbastream.operators.teaching.Teachings;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Teaching;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.state.ModelIdentity;

/**
 * Reads streams, one per key: gathers a key's records into chunks, runs chunks of many keys in one
 * forward pass, and closes event-time windows with a summary.
 *
 * <p>Records pass three stages: they pend in keyed state; closed chunks wait in the {@link Bundle},
 * which is only in memory; finished chunks are scored and counted in their windows. The bundle
 * therefore runs before every barrier and before a watermark is forwarded. A barrier closes no
 * chunk.
 *
 * <p>A watermark closes chunks, in this order: its timers close the chunks of ended windows, the
 * bundle runs, the windows' summaries are emitted, the watermark is forwarded. If many windows end,
 * the first three repeat in steps ({@link WatermarkSteps}), between which barriers pass.
 *
 * <p>The last watermark ends no window, since it may come too early, or not at all: Flink forwards
 * that of one ended input for all while the other inputs are idle, and drops it while this one is.
 * The remaining windows end in {@link #finish}, which Flink calls once, at the end of all inputs or
 * of a drain.
 *
 * <p>If people teach it ({@link OperatorSettings#teaching()}), it has a second input, broadcast:
 * what they say. That input has no time: its watermarks and whether it is idle count for nothing,
 * so it never holds up a window. What is taught changes how records that were read are scored, told
 * and shown; models and patterns do not see it.
 */
@PublicApi
public class SimbaOperator extends AbstractStreamOperator<WindowSummary>
    implements OneInputStreamOperator<TokenizedRecord, WindowSummary>,
        TwoInputStreamOperator<TokenizedRecord, Teaching, WindowSummary> {

  private static final long serialVersionUID = 1L;

  private final OperatorSettings settings;

  private transient CurrentKeep keep;
  private transient TeachingStore taught; // null if nobody teaches
  private transient StreamReader reader;
  private transient ChunkGatherer gatherer;
  private transient IdleExpiry expiry;
  private transient ReadResults results;
  private transient ChunkEmitter emitter;
  private transient Bundle bundle;
  private transient WindowTimers windows;
  private transient List<EndedWindow> endedWindows; // in this step
  private transient boolean bundleRan; // in this step
  private transient Set<String> heard; // keys that were read during this watermark
  private transient WatermarkSteps steps;
  private transient ScheduledFuture<?> bundleDeadline;
  private transient boolean ending;
  private transient InternalTimerService<Long> windowTimers;
  private transient InternalTimerService<VoidNamespace> maxWaitTimers;
  private transient InternalTimerService<VoidNamespace> idleTimers;

  /** An operator with these settings. */
  public SimbaOperator(OperatorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    bundle = new Bundle();
    endedWindows = new ArrayList<>();
    heard = new HashSet<>();
    keep =
        new CurrentKeep(
            settings.pruning().last(),
            settings.adaptiveKeep(),
            getProcessingTimeService(),
            pauses());
    taught =
        settings.teaching()
            ? new TeachingStore(
                context.getOperatorStateStore(), settings.alerts().threshold(), getMetricGroup())
            : null;
    reader =
        StreamReader.open(
            settings,
            context.getKeyedStateStore(),
            this,
            keep::last,
            getMetricGroup(),
            taught == null ? Teachings.NONE : taught.teachings(),
            model ->
                RefusedModel.ends(
                    () ->
                        ModelIdentity.check(
                            context.getOperatorStateStore(),
                            context.isRestored(),
                            model,
                            settings.otherModel().onMismatch())));
    OpenChunkStore openChunks = new OpenChunkStore(context.getKeyedStateStore());
    if (reader.followsAnotherModel()) {
      openChunks.tokenizeAnew(getKeyedStateBackend(), reader.tokenizer());
      reader.tokenizer().tellUnknown();
    }
    windows = new Windows();
    gatherer =
        new ChunkGatherer(settings, openChunks, windows, new MaxWait(), reader, this::addToBundle);
    expiry = new IdleExpiry(settings.idleExpiry(), new Idle(), reader);
    results = new OperatorOutput(output, settings);
    emitter =
        new ChunkEmitter(
            this,
            reader,
            expiry,
            results,
            () -> getProcessingTimeService().getCurrentProcessingTime());
  }

  @Override
  public void open() throws Exception {
    super.open();
    windowTimers =
        getInternalTimerService(TimerNames.WINDOWS, LongSerializer.INSTANCE, new WindowEnd());
    maxWaitTimers =
        getInternalTimerService(
            TimerNames.MAX_WAIT, VoidNamespaceSerializer.INSTANCE, new MaxWaitOver());
    idleTimers =
        getInternalTimerService(
            TimerNames.IDLE, VoidNamespaceSerializer.INSTANCE, new IdleTooLong());
    MailboxExecutor mailbox =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
    steps = new WatermarkSteps(getTimeServiceManager().orElseThrow(), mailbox, new EndWindows());
    keep.start();
    BufferDebloating.warnIfOff(getContainingTask().getEnvironment());
  }

  @Override
  public void processElement(StreamRecord<TokenizedRecord> element) throws Exception {
    gatherer.add(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() < Long.MAX_VALUE) {
      steps.take(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    steps.take(status);
  }

  @Override
  public void processElement1(StreamRecord<TokenizedRecord> element) throws Exception {
    processElement(element);
  }

  @Override
  public void processElement2(StreamRecord<Teaching> element) throws Exception {
    runBundle(); // so that it does not depend on the bundle for which records this holds
    taught.take(element.getValue());
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // what people say has no time
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == 0) {
      processWatermarkStatus(status);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    runBundle();
  }

  @Override
  public void finish() throws Exception {
    ending = true;
    if (steps != null) { // it was opened
      steps.complete(Watermark.MAX_WATERMARK); // the task waits for no further step
    }
    super.finish();
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (reader != null) {
      reader.close();
    }
  }

  /** Runs the bundle unless it is empty. Switches the current key. */
  protected void runBundle() throws Exception {
    if (bundleDeadline != null) {
      bundleDeadline.cancel(false);
      bundleDeadline = null;
    }
    if (bundle.isEmpty()) {
      return;
    }
    bundleRan = true;
    emitter.emit(
        read(bundle.take()),
        key -> {
          if (steps.isTaking()) {
            heard.add(key); // its idle timer may fire in a later step
          }
        });
  }

  /** Reads the chunks of a bundle. Switches the current key. */
  List<BundleRunner.Finished> read(List<ClosedChunk> chunks) throws Exception {
    return reader.read(chunks);
  }

  /** How long the task was not busy so far, in milliseconds. */
  LongSupplier pauses() {
    return new TaskPauses(getContainingTask().getEnvironment().getMetricGroup().getIOMetricGroup());
  }

  /** Moves a chunk of the current key to the bundle; the current key stays. */
  private void addToBundle(String key, List<PendingRecord> records) throws Exception {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    if (bundle.contains(key)) {
      runBundle(); // a key's chunks depend on each other
    }
    if (bundle.isEmpty() && !ending) { // there is no clock any more at the end, nor a wait
      bundleDeadline =
          getProcessingTimeService()
              .registerTimer(now + settings.bundle().maxWait().toMillis(), time -> runBundle());
    }
    bundle.add(new ClosedChunk(key, records, now));
    if (bundle.tokens() >= settings.bundle().tokens()) {
      runBundle();
    }
    setCurrentKey(key);
  }

  /** Forwards a change of status, which may itself create a watermark. */
  private void followStatus(WatermarkStatus status) throws Exception {
    super.processWatermarkStatus(status);
  }

  private record EndedWindow(String key, long start, long end) {}

  /**
   * Completes a step after its timers: the bundle runs, the ended windows' summaries are emitted.
   */
  private final class EndWindows implements WatermarkSteps.Step {

    @Override
    public boolean isFull() {
      return bundleRan || reader.writesText(); // a text takes as long as many bundles
    }

    @Override
    public void begin() {
      bundleRan = false;
    }

    @Override
    public void end() throws Exception {
      runBundle();
      for (EndedWindow window : endedWindows) {
        setCurrentKey(window.key());
        reader.emitSummary(window.key(), window.start(), window.end(), windows, results);
      }
      endedWindows.clear();
    }

    @Override
    public void forward(Watermark mark) {
      heard.clear();
      output.emitWatermark(mark);
    }

    @Override
    public void follow(WatermarkStatus status) throws Exception {
      followStatus(status);
    }
  }

  /** The timers of the current key's windows. */
  private final class Windows implements WindowTimers {

    @Override
    public long watermark() {
      return steps.latest();
    }

    @Override
    public void atWindowEnd(long windowStart, long time) {
      windowTimers.registerEventTimeTimer(windowStart, time);
    }
  }

  /** The timer of the current key's expiry. */
  private final class Idle implements IdleTimers {

    @Override
    public long watermark() {
      return idleTimers.currentWatermark();
    }

    @Override
    public long clock() {
      return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void atIdle(long time) {
      idleTimers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    }
  }

  /** The processing-time timer of the current key's open chunk. */
  private final class MaxWait implements MaxWaitTimers {

    @Override
    public long start() {
      long maxWait = settings.chunk().maxWait().toMillis();
      if (maxWait == 0) {
        return OpenChunk.NO_TIMER;
      }
      long timer = getProcessingTimeService().getCurrentProcessingTime() + maxWait;
      maxWaitTimers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, timer);
      return timer;
    }

    @Override
    public void stop(long timer) {
      maxWaitTimers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, timer);
    }
  }

  /** A watermark passed a window's end: its open chunk closes, its summary follows the bundle. */
  private final class WindowEnd implements Triggerable<String, Long> {

    @Override
    public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
      gatherer.windowEnded(timer.getKey(), timer.getNamespace());
      endedWindows.add(
          new EndedWindow(timer.getKey(), timer.getNamespace(), timer.getTimestamp() + 1));
    }

    @Override
    public void onProcessingTime(InternalTimer<String, Long> timer) {
      throw new IllegalStateException("windows have no processing-time timers");
    }
  }

  /** A chunk has waited for the longest time. */
  private final class MaxWaitOver implements Triggerable<String, VoidNamespace> {

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
      gatherer.maxWaitOver(timer.getKey(), timer.getTimestamp());
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
      throw new IllegalStateException("chunks have no event-time timers of their own");
    }
  }

  /** A key may have had no records for too long: then its whole state is deleted. */
  private final class IdleTooLong implements Triggerable<String, VoidNamespace> {

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
      String key = timer.getKey();
      expiry.due(gatherer.hasOpenChunk() || bundle.contains(key) || heard.contains(key));
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
      throw new IllegalStateException("expiry has no processing-time timers");
    }
  }
}
