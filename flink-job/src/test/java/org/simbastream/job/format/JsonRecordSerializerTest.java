package org.simbastream.job.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.WindowSummary;

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
        new ScoredRecord("k", OutputExamples.POSITION, -5, "x", 1, 1, 1, 1, false, false);
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

  private static <T> long timestamp(String now, JsonWriter<T> writer, T record) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new JsonRecordSerializer<>("topic", writer, clock)
        .serialize(record, null, null)
        .timestamp();
  }
}
