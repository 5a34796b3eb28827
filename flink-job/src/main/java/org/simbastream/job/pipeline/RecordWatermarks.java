package org.simbastream.job.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;
import org.simbastream.records.IncomingRecord;

/**
 * Watermarks of one partition's records. Rejected and empty ones have Kafka's time, which need not
 * be that of the records around them: if they moved the watermark, one malformed line among
 * yesterday's logs would make the rest of them late. A partition that has only such records is
 * idle. A record that leaps ahead does not move it either until later records confirm its time
 * ({@link PartitionTime}).
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
   * @param idleness how long a partition may have no records before it no longer holds back the
   *     watermark; zero: without limit
   * @param maxAhead how far a single record may move the watermark ahead of all records before it
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
      ofAll.onEvent(null, time.settle(), output); // only the time of the event is used
    }
    ofAll.onPeriodicEmit(output);
  }
}
