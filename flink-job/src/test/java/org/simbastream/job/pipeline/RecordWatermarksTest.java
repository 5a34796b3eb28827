package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

/** Only what is read moves the time. */
class RecordWatermarksTest {

  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
  private static final Duration MAX_AHEAD = Duration.ofDays(1);
  private static final long YESTERDAY = 1_700_000_000_000L;
  private static final long NOW = YESTERDAY + Duration.ofDays(1).toMillis();
  private static final Position POSITION = new Position("logs", 0, 1);

  private final ManualClock clock = new ManualClock();
  private final Emitted emitted = new Emitted();

  @Test
  void rejectedAndEmptyRecordsDontMakeThoseAfterThemLate() {
    WatermarkGenerator<IncomingRecord> generator = generator(Duration.ZERO);
    read(generator, text("yesterday's", YESTERDAY));
    read(generator, rejected(NOW));
    read(generator, text("", NOW));
    assertThat(emitted.watermark).isEqualTo(YESTERDAY - 5_000 - 1);
    read(generator, text("yesterday's too", YESTERDAY + 60_000));
    assertThat(emitted.watermark).isEqualTo(YESTERDAY + 60_000 - 5_000 - 1);
    read(generator, new IncomingRecord("k", POSITION, YESTERDAY + 70_000, new int[] {1}));
    assertThat(emitted.watermark).isEqualTo(YESTERDAY + 70_000 - 5_000 - 1);
  }

  @Test
  void oneRecordThatLeapsAheadMakesNothingLate() {
    WatermarkGenerator<IncomingRecord> generator = generator(Duration.ofSeconds(10));
    for (int i = 0; i < 1_000; i++) {
      read(generator, text("in its time", YESTERDAY + i * 1_000L));
      if (i % 20 == 10) {
        read(generator, text("ahead", NOW + Duration.ofDays(300).toMillis()));
      }
      assertThat(emitted.watermark).isEqualTo(YESTERDAY + i * 1_000L - 5_000 - 1);
    }
  }

  @Test
  void aLeapThatTheNextRecordsBearOutIsFollowed() {
    WatermarkGenerator<IncomingRecord> generator = generator(Duration.ZERO);
    long later = YESTERDAY + MAX_AHEAD.toMillis() + 1;
    read(generator, text("before", YESTERDAY));
    for (int i = 0; i < 9; i++) {
      read(generator, text("after", later + i));
      assertThat(emitted.watermark).isEqualTo(YESTERDAY - 5_000 - 1);
    }
    read(generator, text("after", later + 9));
    assertThat(emitted.watermark).isEqualTo(later - 5_000 - 1);
    read(generator, text("after", later + 10));
    assertThat(emitted.watermark).isEqualTo(later + 10 - 5_000 - 1);
  }

  @Test
  void aFewWhoseClocksAreBehindHoldNobodyBackForLong() {
    WatermarkGenerator<IncomingRecord> generator = generator(Duration.ZERO);
    for (int i = 0; i < 100; i++) {
      read(generator, text("behind", YESTERDAY - MAX_AHEAD.toMillis() * 400 + i));
      read(generator, text("in its time", YESTERDAY + i));
    }
    assertThat(emitted.watermark).isEqualTo(YESTERDAY + 99 - 5_000 - 1);
  }

  @Test
  void aLeapThatNothingContradictsIsFollowedAfterTheSilence() {
    WatermarkGenerator<IncomingRecord> generator = generator(Duration.ofSeconds(10));
    read(generator, text("before", YESTERDAY));
    read(generator, text("after the pause", NOW + 86_400_000));
    clock.advanceTime(Duration.ofMillis(9_999));
    generator.onPeriodicEmit(emitted);
    assertThat(emitted.watermark).isEqualTo(YESTERDAY - 5_000 - 1);
    clock.advanceTime(Duration.ofMillis(1));
    generator.onPeriodicEmit(emitted);
    assertThat(emitted.watermark).isEqualTo(NOW + 86_400_000 - 5_000 - 1);
  }

  @Test
  void aPartitionOfRejectedRecordsIsIdle() {
    WatermarkGenerator<IncomingRecord> generator = generator(Duration.ofSeconds(10));
    read(generator, text("first", YESTERDAY));
    for (int second = 0; second < 30; second++) {
      clock.advanceTime(Duration.ofSeconds(1));
      read(generator, rejected(NOW));
    }
    assertThat(emitted.idle).isTrue();
    read(generator, text("again", YESTERDAY + 30_000));
    assertThat(emitted.idle).isFalse();
  }

  private WatermarkGenerator<IncomingRecord> generator(Duration idleness) {
    WatermarkStrategy<IncomingRecord> strategy =
        RecordWatermarks.strategy(OUT_OF_ORDERNESS, idleness, MAX_AHEAD);
    TimestampAssigner<IncomingRecord> times = strategy.createTimestampAssigner(() -> null);
    assertThat(times.extractTimestamp(text("its own", 3), 4)).isEqualTo(3);
    return strategy.createWatermarkGenerator(new Context());
  }

  private void read(WatermarkGenerator<IncomingRecord> generator, IncomingRecord record) {
    generator.onEvent(record, record.time(), emitted);
    generator.onPeriodicEmit(emitted);
  }

  private static IncomingRecord text(String text, long time) {
    return new IncomingRecord("k", POSITION, time, text, null);
  }

  private static IncomingRecord rejected(long time) {
    Rejection rejection =
        Rejection.ofRecord(RejectionReason.MALFORMED_JSON, "cut off", null, new byte[] {'{'});
    return new IncomingRecord("k", POSITION, time, null, rejection);
  }

  private final class Context implements WatermarkGeneratorSupplier.Context {

    @Override
    public MetricGroup getMetricGroup() {
      return null;
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }

  private static final class Emitted implements WatermarkOutput {

    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = Math.max(watermark, mark.getTimestamp());
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
