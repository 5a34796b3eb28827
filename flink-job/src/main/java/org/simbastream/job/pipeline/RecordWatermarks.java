package org.simbastream.job.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.simbastream.operators.record.IncomingRecord;

/**
 * Watermarks of the records that are read. Rejected and empty ones have Kafka's time, which need
 * not be that of the records around them: if they moved the watermark, one malformed line among
 * yesterday's logs would make the rest of them late. A partition that has only such records is
 * idle.
 */
final class RecordWatermarks implements WatermarkGenerator<IncomingRecord> {

  private final WatermarkGenerator<IncomingRecord> ofAll;

  private RecordWatermarks(WatermarkGenerator<IncomingRecord> ofAll) {
    this.ofAll = ofAll;
  }

  /**
   * A strategy for the source.
   *
   * @param outOfOrderness how much earlier than the latest time a record may still come
   * @param idleness how long a partition may be silent before the others stop waiting for it; zero:
   *     for ever
   */
  static WatermarkStrategy<IncomingRecord> strategy(Duration outOfOrderness, Duration idleness) {
    WatermarkStrategy<IncomingRecord> bounded =
        WatermarkStrategy.forBoundedOutOfOrderness(outOfOrderness);
    WatermarkStrategy<IncomingRecord> ofAll =
        idleness.isZero() ? bounded : bounded.withIdleness(idleness);
    return WatermarkStrategy.<IncomingRecord>forGenerator(
            context -> new RecordWatermarks(ofAll.createWatermarkGenerator(context)))
        .withTimestampAssigner((record, kafkaTime) -> record.time());
  }

  @Override
  public void onEvent(IncomingRecord record, long time, WatermarkOutput output) {
    if (record.isRead()) {
      ofAll.onEvent(record, time, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    ofAll.onPeriodicEmit(output);
  }
}
