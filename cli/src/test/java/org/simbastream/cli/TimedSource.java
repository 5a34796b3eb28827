package org.simbastream.cli;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.simbastream.records.TokenizedRecord;

/**
 * Sends records in order, a watermark behind each; then ends, or stands still until it is
 * cancelled. Its state is large enough to be a file of its own.
 */
@SuppressWarnings("deprecation") // the shortest source that stands still
final class TimedSource implements SourceFunction<TokenizedRecord>, CheckpointedFunction {

  static final int STATE_BYTES = 50_000;

  private static final long serialVersionUID = 1L;

  private final int probe;
  private final boolean standStill;
  private volatile boolean cancelled;
  private transient ListState<byte[]> state;

  private TimedSource(int probe, boolean standStill) {
    this.probe = probe;
    this.standStill = standStill;
  }

  /** The records of a probe, as a stream. */
  static DataStream<TokenizedRecord> of(
      StreamExecutionEnvironment env, int probe, boolean standStill) {
    return env.addSource(
            new TimedSource(probe, standStill), TypeInformation.of(TokenizedRecord.class))
        .uid("test-source");
  }

  @Override
  public void run(SourceContext<TokenizedRecord> context) throws InterruptedException {
    for (TokenizedRecord record : RunProbe.of(probe).toSend()) {
      synchronized (context.getCheckpointLock()) {
        context.collectWithTimestamp(record, record.time());
        context.emitWatermark(new Watermark(record.time() - 1));
      }
    }
    RunProbe.of(probe).sent();
    synchronized (this) {
      while (standStill && !cancelled) {
        wait();
      }
    }
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    notifyAll();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("position", BytePrimitiveArraySerializer.INSTANCE));
    for (byte[] bytes : state.get()) {
      RunProbe.of(probe).restored(bytes.length);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(new byte[STATE_BYTES]));
  }
}
