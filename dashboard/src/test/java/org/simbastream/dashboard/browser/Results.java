package org.simbastream.dashboard.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.Attributes;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Deviation;
import org.simbastream.records.Highlight;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.Silence;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** Writes to the output topics what a job would write. */
final class Results implements AutoCloseable {

  static final String INPUT = "logs";
  static final long START = 1_767_225_600_000L; // 2026-01-01, midnight
  static final long MINUTE = 60_000;

  private static final String SUMMARIES = "simba-summaries";
  private static final String SCORED = "simba-scored";
  private static final String WORK = "simba-work";
  private static final String DEAD_LETTERS = "simba-dead-letters";
  private static final String ALERTS = "simba-alerts";
  private static final String PATTERNS = "simba-patterns";

  private final KafkaProducer<byte[], byte[]> producer;
  private long offset;

  Results(EmbeddedKafka kafka) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "reconnect.backoff.max.ms", 500),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static void createTopics(EmbeddedKafka kafka) {
    for (String topic : List.of(INPUT, SUMMARIES, SCORED, WORK, DEAD_LETTERS, ALERTS, PATTERNS)) {
      kafka.createTopic(topic, 1, Map.of("retention.ms", "-1"));
    }
  }

  static SimbaConfiguration configuration(EmbeddedKafka kafka) {
    return SimbaConfiguration.of(
        Map.of(
            "simba.kafka.bootstrap-servers",
            kafka.bootstrapServers(),
            "simba.input.topics",
            INPUT,
            "simba.alerts.enabled",
            "true",
            "simba.output.patterns.enabled",
            "true",
            "simba.record.format",
            "json",
            "simba.kafka.properties.sasl.jaas.config",
            SECRET));
  }

  /** What must appear nowhere; of no effect with a plain-text broker. */
  static final String SECRET =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"u\" password=\"do-not-show-me\";";

  /** A configuration of a job that writes neither alerts nor patterns. */
  static SimbaConfiguration withoutAlertsAndPatterns(EmbeddedKafka kafka) {
    return SimbaConfiguration.of(
        Map.of(
            "simba.kafka.bootstrap-servers",
            kafka.bootstrapServers(),
            "simba.input.topics",
            INPUT,
            "simba.alerts.topic",
            "no-alerts",
            "simba.output.patterns.topic",
            "no-patterns"));
  }

  /** A scored line, at a millisecond of a minute. */
  Position line(String key, int minute, int millis, String text, double score) {
    return line(key, minute, millis, text, score, Attributes.NONE);
  }

  /** A scored line that carries more than its text, all of which deviates if its score is high. */
  Position line(
      String key, int minute, int millis, String text, double score, Attributes attributes) {
    Position at = new Position(INPUT, 0, offset++);
    long time = START + minute * MINUTE + millis;
    send(
        SCORED,
        time,
        key,
        JsonWriter.scoredRecords(PositionFields.KAFKA)
            .toBytes(
                new ScoredRecord(
                    key,
                    at,
                    time,
                    text,
                    score,
                    2.5,
                    6,
                    12,
                    false,
                    false,
                    score < 4 ? List.of() : List.of(lastWord(text)),
                    attributes)));
    return at;
  }

  /** The summary of a minute, and its work counts. */
  void window(String key, int minute, Highlight... highlights) {
    long start = START + minute * MINUTE;
    List<String> patterns = List.of(highlights).stream().map(Highlight::text).toList();
    send(
        SUMMARIES,
        key,
        JsonWriter.summaries(PositionFields.KAFKA)
            .toBytes(
                new WindowSummary(
                    key,
                    start,
                    start + MINUTE,
                    40 + minute,
                    900,
                    0.55,
                    0.1,
                    "simba-logs@test",
                    List.of("request served"),
                    "",
                    List.of(highlights),
                    patterns,
                    null)));
    send(
        WORK,
        key,
        JsonWriter.workCounts()
            .toBytes(
                new WorkCounts(
                    key, start, start + MINUTE, 900, new long[] {900, 500, 90}, 0.04, 0.25)));
  }

  /** The summary of a minute without records, the last of so many. */
  void silence(String key, int minute, int windows) {
    long start = START + minute * MINUTE;
    Silence silence = new Silence(start + MINUTE - windows * MINUTE, windows, 4.2);
    send(
        SUMMARIES,
        key,
        JsonWriter.summaries(PositionFields.KAFKA)
            .toBytes(
                new WindowSummary(
                    key,
                    start,
                    start + MINUTE,
                    0,
                    0,
                    1,
                    0.1,
                    "simba-logs@test",
                    List.of(),
                    "",
                    List.of(),
                    List.of(),
                    silence)));
  }

  /** What is told of an alert of an unusual value, from a minute to another. */
  void alert(String key, String id, Alert.State state, int from, int to, String text) {
    long first = START + from * MINUTE;
    AlertLine line =
        new AlertLine(text, 5.5, first, new Position(INPUT, 0, 7), List.of(lastWord(text)));
    long last = START + to * MINUTE;
    send(
        ALERTS,
        "value/" + key,
        JsonWriter.alerts(PositionFields.KAFKA)
            .toBytes(
                new Alert(
                    key, AlertKind.VALUE, state, id, 1, first, last, 12, 5.5, List.of(line), 0)));
  }

  /** How often a pattern came in a minute, of which one record usually has it. */
  void pattern(
      String key, int minute, long id, String text, long count, WindowPattern.Change change) {
    long start = START + minute * MINUTE;
    StreamPattern pattern = new StreamPattern(id, text, change == WindowPattern.Change.NEW);
    send(
        PATTERNS,
        key,
        JsonWriter.windowPatterns()
            .toBytes(
                new WindowPattern(
                    key,
                    start,
                    start + MINUTE,
                    100,
                    pattern,
                    count,
                    start,
                    start,
                    1.25,
                    change,
                    text.replace("<*>", "7"))));
  }

  /** That the last word of a text deviates. */
  static Deviation lastWord(String text) {
    return new Deviation(
        Deviation.Kind.VALUE, text.lastIndexOf(' ') + 1, text.length(), 4.5, "usual");
  }

  /** A highlight whose last word deviates, so many seconds after a minute. */
  Highlight marked(String text, double score, long count, int minute, int seconds) {
    return new Highlight(
        text,
        score,
        count,
        START + minute * MINUTE + seconds * 1_000L,
        new Position(INPUT, 0, 7),
        List.of(lastWord(text)),
        Attributes.NONE.withSeverity(Severity.ERROR));
  }

  Highlight highlight(String text, double score, long count, int minute, Position at) {
    return new Highlight(text, score, count, START + minute * MINUTE, at, List.of());
  }

  /** Writes a record that is no JSON, and the dead letter that the job would make of it. */
  void deadLetter(String value) {
    RecordMetadata stands = send(INPUT, "bad", value.getBytes(UTF_8));
    Position at = new Position(INPUT, stands.partition(), stands.offset());
    Rejection rejection =
        Rejection.ofRecord(
            RejectionReason.MALFORMED_JSON,
            "The value is not one JSON object.",
            "bad".getBytes(UTF_8),
            value.getBytes(UTF_8));
    send(
        DEAD_LETTERS,
        "bad",
        JsonWriter.deadLetters(PositionFields.KAFKA, "test")
            .toBytes(new DeadLetter("bad", at, stands.timestamp(), rejection)));
  }

  private RecordMetadata send(String topic, String key, byte[] value) {
    return send(topic, null, key, value);
  }

  /** With the time that the job gives it: the event's. */
  private RecordMetadata send(String topic, Long time, String key, byte[] value) {
    try {
      return producer
          .send(new ProducerRecord<>(topic, null, time, key.getBytes(UTF_8), value))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
