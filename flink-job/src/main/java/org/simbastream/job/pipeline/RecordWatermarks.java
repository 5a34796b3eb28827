package org.simbastream.job.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;
import org.simbastream.operators.record.IncomingRecord;

/**
 * Watermarks of one partition's records. Rejected and empty ones have Kafka's time, which need not
 * be that of the records around them: if they moved the watermark, one malformed line among
 * yesterday's logs would make the rest of them late. A partition that has only such records is
 * idle. Nor does a record that leaps ahead move it before others bear it out ({@link
 * PartitionTime}).
 */
final class RecordWatermarks implements WatermarkGenerator<IncomingRecord> {

  private final WatermarkGenerator<IncomingRecord> ofAll;
  private final PartitionTime time;
  private final RelativeClock clock;
  private final long idlenessNanos; // 0: never idle
  private long lastReadNanos;

  private RecordWatermarks(
      WatermarkGenerator<IncomingRecord> ofAll,
      PartitionTime time,
      RelativeClock clock,
      Duration idleness) {
    this.ofAll = ofAll;
    this.time = time;
    this.clock = clock;
    this.idlenessNanos = idleness.toNanos();
  }

  /**
   * A strategy for the source.
   *
   * @param outOfOrderness how much earlier than the latest time a record may still come
   * @param idleness how long a partition may be silent before the others stop waiting for it; zero:
   *     for ever
   * @param maxAhead how much later than all before it a record may be and move the watermark alone
   */
  static WatermarkStrategy<IncomingRecord> strategy(
      Duration outOfOrderness, Duration idleness, Duration maxAhead) {
    WatermarkStrategy<IncomingRecord> bounded =
        WatermarkStrategy.forBoundedOutOfOrderness(outOfOrderness);
    WatermarkStrategy<IncomingRecord> ofAll =
        idleness.isZero() ? bounded : bounded.withIdleness(idleness);
    return WatermarkStrategy.<IncomingRecord>forGenerator(
            context ->
                new RecordWatermarks(
                    ofAll.createWatermarkGenerator(context),
                    new PartitionTime(maxAhead.toMillis()),
                    context.getInputActivityClock(),
                    idleness))
        .withTimestampAssigner((record, kafkaTime) -> record.time());
  }

  @Override
  public void onEvent(IncomingRecord record, long eventTime, WatermarkOutput output) {
    if (record.isRead()) {
      lastReadNanos = clock.relativeTimeNanos();
      ofAll.onEvent(record, time.after(eventTime), output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (time.isInDoubt()
        && idlenessNanos > 0
        && clock.relativeTimeNanos() - lastReadNanos >= idlenessNanos) {
      ofAll.onEvent(null, time.settle(), output); // whoever it is of, only the time is asked for
    }
    ofAll.onPeriodicEmit(output);
  }
}
