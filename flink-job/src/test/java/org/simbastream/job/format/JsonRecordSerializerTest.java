package org.simbastream.job.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;

class JsonRecordSerializerTest {

  private static final JsonWriter<ScoredRecord> SCORED =
      JsonWriter.scoredRecords(PositionFields.KAFKA);
  private static final JsonWriter<WindowSummary> SUMMARIES =
      JsonWriter.summaries(PositionFields.KAFKA);

  @Test
  void writesTheKeyAndTheJsonAfterBeingShipped() throws Exception {
    JsonRecordSerializer<ScoredRecord> serializer =
        InstantiationUtil.clone(new JsonRecordSerializer<>("simba-scored", SCORED));
    ScoredRecord scored = OutputExamples.scored("text", 1);
    ProducerRecord<byte[], byte[]> written = serializer.serialize(scored, null, 5L);
    assertThat(written.topic()).isEqualTo("simba-scored");
    assertThat(written.partition()).isNull();
    assertThat(written.key()).isEqualTo("host-a".getBytes(UTF_8));
    assertThat(written.value()).isEqualTo(SCORED.toBytes(scored));
  }

  @Test
  void takesTheEventTimeAsKafkasTimestamp() {
    assertThat(timestamp("2000-01-01T00:00:00Z", SCORED, OutputExamples.scored("x", 1)))
        .isEqualTo(1234);
    assertThat(timestamp("2000-01-01T00:00:00Z", SUMMARIES, OutputExamples.summary("x")))
        .isEqualTo(119_999);
    assertThat(
            timestamp("2000-01-01T00:00:00Z", JsonWriter.workCounts(), OutputExamples.work(1, 1)))
        .isEqualTo(119_999);
    assertThat(
            timestamp(
                "2000-01-01T00:00:00Z",
                JsonWriter.deadLetters(PositionFields.KAFKA, "1"),
                OutputExamples.deadLetter()))
        .isEqualTo(1234);
  }

  @Test
  void neverGivesATimestampThatKafkaRefuses() {
    assertThat(timestamp("1970-01-01T00:00:01Z", SCORED, OutputExamples.scored("x", 1)))
        .isEqualTo(1000);
    ScoredRecord before1970 =
        new ScoredRecord(
            "k", OutputExamples.POSITION, -5, "x", 1, 1, 1, 1, false, false, List.of());
    assertThat(timestamp("2000-01-01T00:00:00Z", SCORED, before1970)).isZero();
  }

  @Test
  void neverWritesMoreThanKafkaTakes() {
    JsonRecordSerializer<WindowSummary> serializer =
        new JsonRecordSerializer<>("simba-summaries", SUMMARIES);
    WindowSummary summary = OutputExamples.summary("\u0001".repeat(1 << 20));
    assertThat(serializer.serialize(summary, null, null).value())
        .hasSizeLessThanOrEqualTo(JsonRecordSerializer.MAX_VALUE_BYTES);
  }

  @Test
  void keepsToWhatTheTopicTakes() throws Exception {
    Instant now = Instant.parse("2026-01-02T00:00:00Z");
    TopicLimits limits = new TopicLimits(2048, Duration.ofDays(1).toMillis());
    JsonRecordSerializer<ScoredRecord> serializer = opened(limits, now);
    ProducerRecord<byte[], byte[]> written =
        serializer.serialize(scored("é".repeat(2048), now.toEpochMilli() - 1000), null, null);
    assertThat(written.key().length + written.value().length)
        .isLessThanOrEqualTo(2048 - JsonRecordSerializer.OVERHEAD_BYTES);
    assertThat(new String(written.key(), UTF_8)).matches("é{200,}");
    assertThat(written.timestamp()).isEqualTo(now.toEpochMilli() - 1000);
    long dayAgo = now.minus(Duration.ofDays(1)).toEpochMilli();
    assertThat(serializer.serialize(scored("k", dayAgo), null, null).timestamp())
        .as("too old by the time it arrives")
        .isEqualTo(now.toEpochMilli());
    long within = dayAgo + Duration.ofMinutes(10).toMillis();
    assertThat(serializer.serialize(scored("k", within), null, null).timestamp()).isEqualTo(within);
  }

  @Test
  void leavesOutWhatDoesNotFitHoweverShort() throws Exception {
    JsonRecordSerializer<ScoredRecord> serializer =
        opened(new TopicLimits(200, Long.MAX_VALUE), Instant.EPOCH);
    assertThat(serializer.serialize(scored("k", 0), null, null)).isNull();
  }

  private static ScoredRecord scored(String key, long time) {
    return new ScoredRecord(
        key, OutputExamples.POSITION, time, "x", 1, 1, 1, 1, false, false, List.of());
  }

  private static JsonRecordSerializer<ScoredRecord> opened(TopicLimits limits, Instant now) {
    JsonRecordSerializer<ScoredRecord> serializer =
        new JsonRecordSerializer<>(
            "topic", SCORED, topic -> limits, Clock.fixed(now, ZoneOffset.UTC));
    serializer.open(new WithoutMetrics(), null);
    return serializer;
  }

  private static <T> long timestamp(String now, JsonWriter<T> writer, T record) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new JsonRecordSerializer<>("topic", writer, any -> TopicLimits.USUAL, clock)
        .serialize(record, null, null)
        .timestamp();
  }

  private static final class WithoutMetrics implements SerializationSchema.InitializationContext {

    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException();
    }
  }
}
