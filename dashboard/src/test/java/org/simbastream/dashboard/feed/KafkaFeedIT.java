package org.simbastream.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.dashboard.live.Highlight;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.dashboard.live.Window;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** What is read of a real broker, and how. */
@Timeout(120)
class KafkaFeedIT {

  private static final int MANY = 200_000;
  private static final int HISTORY = 500;
  private static final long TIME = 1_767_225_600_000L; // 2026-01-01, midnight

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void tenThousandRecordsASecondAreReadOrCountedWithinTheBounds() throws Exception {
    kafka.createTopic("flood", 1, Map.of("retention.ms", "-1"));
    Limits bounds = new Limits(50, 10, 100, 500, 200_000, 10, 10, 10);
    LiveState live = new LiveState(bounds, Clock.systemUTC());
    try (KafkaFeed feed = start("flood", live);
        KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      send(producer, "flood", 0, "the first");
      until(() -> live.totals().records() == 1);
      long begun = System.nanoTime();
      for (int i = 1; i < MANY; i++) {
        send(producer, "flood", i, "a line among many, number " + i);
      }
      producer.flush();
      until(() -> live.totals().records() + live.totals().leftOut() == MANY);
      double seconds = (System.nanoTime() - begun) / 1e9;
      assertThat(MANY / seconds).as("records a second").isGreaterThan(10_000);
      assertThat(live.characters()).isLessThanOrEqualTo(bounds.characters());
      assertThat(live.rows()).hasSize(50);
      assertThat(feed.kafka().state()).isEqualTo(KafkaStatus.State.CONNECTED);
      assertThat(feed.lastResult()).isPositive();
    }
  }

  @Test
  void itBeginsWithTheLastRecordsAndOnlyReadsWhatWasCommitted() throws Exception {
    kafka.createTopic("history", 1, Map.of("retention.ms", "-1"));
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < 2_000; i++) {
        send(producer, "history", i, "committed");
      }
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "history", 2_000, "aborted");
      producer.flush();
      producer.abortTransaction();
      LiveState live = new LiveState(Limits.DEFAULT, Clock.systemUTC());
      try (KafkaFeed feed = start("history", live)) {
        until(() -> live.totals().records() > 0);
        assertThat(feed.lastResult()).as("nothing is new").isZero();
        producer.beginTransaction();
        send(producer, "history", 2_001, "the last");
        producer.commitTransaction();
        until(() -> live.lines("s1", 0, Long.MAX_VALUE).stream().anyMatch(KafkaFeedIT::isLast));
        assertThat(live.totals().records()).isBetween(HISTORY - 3L, HISTORY + 1L);
        assertThat(live.rows()).hasSize(100);
        assertThat(feed.lastResult()).isPositive();
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listGroups().all().get()).as("consumer groups").isEmpty();
    }
  }

  @Test
  void aTopicThatIsNotThereIsNamedAndReadWhenItComes() throws Exception {
    LiveState live = new LiveState(Limits.DEFAULT, Clock.systemUTC());
    try (KafkaFeed feed = start("later", live)) {
      until(() -> feed.kafka().missing().contains("later"));
      kafka.createTopic("later", 2, Map.of("retention.ms", "-1"));
      until(() -> !feed.kafka().missing().contains("later"));
      try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
        send(producer, "later", 0, "here");
      }
      until(() -> live.totals().records() == 1);
    }
  }

  @Test
  void theLinesOfAWindowAreReadAgainFromAmongThoseOfOtherStreams() throws Exception {
    kafka.createTopic("again", 3, Map.of("retention.ms", "-1"));
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = 0; i < 5_000; i++) { // the stream s7 has one line in 100 milliseconds
        send(producer, "again", i, "line " + i, TIME + i);
      }
    }
    Window window = window(1_000, 2_000, 10, TIME + 1_507);
    WindowLines lines = reader("again").read("s7", window);
    assertThat(lines.lines()).isEqualTo(10);
    assertThat(lines.problem()).isEmpty();
    assertThat(lines.text()).startsWith("line 1007\nline 1107\n").endsWith("\nline 1907");
    assertThat(lines.around()).hasSize(1);
    assertThat(lines.around().get(0).before())
        .extracting(ScoredLine::text)
        .containsExactly("line 1207", "line 1307", "line 1407");
    assertThat(lines.around().get(0).after())
        .extracting(ScoredLine::text)
        .containsExactly("line 1607", "line 1707", "line 1807");
    WindowLines some = reader("again").read("s7", window(4_500, 5_500, 10, 0));
    assertThat(some.lines()).isEqualTo(5);
    assertThat(some.problem()).isEqualTo("the others are not in 'again'");
  }

  @Test
  void whatRetentionHasRemovedIsSaid() throws Exception {
    kafka.createTopic("removed", 1, Map.of("retention.ms", "-1"));
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = 0; i < 3_000; i++) {
        send(producer, "removed", i, "line " + i, TIME + i);
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicPartition partition = new TopicPartition("removed", 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1_500))).all().get();
    }
    WindowLines half = reader("removed").read("s7", window(1_000, 2_000, 10, 0));
    assertThat(half.lines()).isEqualTo(5);
    assertThat(half.problem()).isEqualTo("retention has removed them from 'removed'");
    assertThatThrownBy(() -> reader("removed").read("s7", window(0, 1_000, 10, 0)))
        .isInstanceOf(NotReadException.class)
        .hasMessage("retention has removed them from 'removed'");
    assertThatThrownBy(() -> reader("never-there").read("s7", window(0, 1_000, 10, 0)))
        .isInstanceOf(NotReadException.class)
        .hasMessageContaining("there is no topic 'never-there'")
        .hasMessageContaining("simba.output.scored.enabled");
  }

  private static WindowReader reader(String scored) {
    return new WindowReader(configuration(scored), Limits.DEFAULT, 8_000);
  }

  /** A window of so many records, with a highlight of the line at a time. */
  private static Window window(long start, long end, long records, long told) {
    Highlight highlight =
        new Highlight(
            "",
            "",
            5.0,
            1,
            told,
            new Position("logs", 0, Math.max(0, told - TIME)),
            List.of(),
            List.of(),
            List.of());
    return new Window(
        TIME + start,
        TIME + end,
        records,
        100,
        0.5,
        0.1,
        "m@f",
        List.of(),
        "",
        List.of(highlight),
        List.of(),
        null);
  }

  private static boolean isLast(ScoredLine line) {
    return line.text().equals("the last");
  }

  private static KafkaFeed start(String scored, LiveState live) {
    return KafkaFeed.start(
        configuration(scored), live, HISTORY, Optional.empty(), Clock.systemUTC());
  }

  private static SimbaConfiguration configuration(String scored) {
    return SimbaConfiguration.of(
        Map.of(
            "simba.kafka.bootstrap-servers",
            kafka.bootstrapServers(),
            "simba.output.scored.topic",
            scored));
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, int number, String text) {
    send(producer, topic, number, text, 1_000L + number);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, int number, String text, long time) {
    String key = "s" + number % 100;
    ScoredRecord record =
        new ScoredRecord(
            key,
            new Position("logs", 0, number),
            time,
            text,
            0.4,
            2,
            3,
            8,
            false,
            false,
            List.of());
    producer.send(
        new ProducerRecord<>(
            topic,
            null,
            time,
            key.getBytes(UTF_8),
            JsonWriter.scoredRecords(PositionFields.KAFKA).toBytes(record)));
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("linger.ms", 20);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(deadline);
      never.await(20, TimeUnit.MILLISECONDS);
    }
  }
}
