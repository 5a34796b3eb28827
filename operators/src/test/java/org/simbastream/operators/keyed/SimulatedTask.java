package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/**
 * A Simba task on a simulated clock. Reading a bundle takes time in proportion to the multiply-adds
 * it cost, at the first bundle a millisecond a token; records that arrive meanwhile wait; until the
 * next one arrives the task is idle.
 */
final class SimulatedTask implements AutoCloseable {

  private static final long STEP = 10; // ms of idleness at a time, so that timers fire in time
  private static final long WATERMARK_INTERVAL = 200; // ms

  private final OperatorHarness harness;
  private final List<ScoredRecord> read = new ArrayList<>(); // since the clock last went on
  private final List<Long> delays = new ArrayList<>(); // ms from arrival to score, by record
  private final List<Double> shares = new ArrayList<>(); // in force, whenever the clock went on
  private double millisecondsPerMultiplyAdd;
  private double reading; // ms that the clock has yet to go on
  private long now;
  private long idle;
  private long watermark;

  SimulatedTask(OperatorSettings settings) throws Exception {
    harness = new OperatorHarness(new MeasuredOperator(settings), new HashMapStateBackend());
    harness.processingTime(0);
    harness.open();
  }

  /** Takes a record in that arrives at its event time. */
  void arrive(TokenizedRecord record) throws Exception {
    idleUntil(record.time());
    harness.process(record);
    read();
    if (record.time() >= watermark + WATERMARK_INTERVAL) {
      watermark = record.time();
      harness.watermark(watermark - 1);
      read();
    }
  }

  /** Waits until a time, if it is not over. */
  void idleUntil(long time) throws Exception {
    while (now < time) {
      long step = Math.min(STEP, time - now);
      idle += step;
      goOn(step);
      read();
    }
  }

  /** Ends all windows. */
  void end() throws Exception {
    harness.watermark(Long.MAX_VALUE);
    read();
  }

  /** How long each record waited for its score, in ms, in the order of the scores. */
  List<Long> delays() {
    return delays;
  }

  /** The shares in force over time, as the metric shows them. */
  List<Double> shares() {
    return shares;
  }

  List<WindowSummary> summaries() {
    return harness.summaries();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** Lets the time pass that reading took, which may start the next bundle. */
  private void read() throws Exception {
    while (!read.isEmpty()) {
      List<ScoredRecord> done = List.copyOf(read);
      read.clear();
      long step = (long) reading;
      reading -= step;
      goOn(step);
      done.forEach(record -> delays.add(now - record.time()));
    }
  }

  private void goOn(long milliseconds) throws Exception {
    now += milliseconds;
    harness.processingTime(now);
    shares.add((Double) harness.gauge(MetricNames.LAST_IN_FORCE));
  }

  private final class MeasuredOperator extends SimbaOperator {

    private static final long serialVersionUID = 1L;

    MeasuredOperator(OperatorSettings settings) {
      super(settings);
    }

    @Override
    List<BundleRunner.Finished> read(List<ClosedChunk> chunks) throws Exception {
      List<BundleRunner.Finished> finished = super.read(chunks);
      double multiplyAdds = 0;
      long tokens = 0;
      for (BundleRunner.Finished chunk : finished) {
        OpCounts work = chunk.result().work();
        multiplyAdds += work.dense() * work.ratio() + work.scoring() + work.readout() + work.head();
        tokens += work.tokens();
        read.addAll(chunk.scored().records());
      }
      if (millisecondsPerMultiplyAdd == 0) {
        millisecondsPerMultiplyAdd = tokens / multiplyAdds;
      }
      reading += multiplyAdds * millisecondsPerMultiplyAdd;
      return finished;
    }

    @Override
    LongSupplier pauses() {
      return () -> idle;
    }
  }
}
