package org.simbastream.job.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.RejectionReason;
import org.simbastream.testbed.embedded.EmbeddedKafka;

@Timeout(120)
class ReplayIT {

  private static final byte[] BAD_UTF8 = {'b', 'a', 'd', (byte) 0xff};
  private static final byte[] NO_JSON = "{\"message\":".getBytes(UTF_8);
  private static final byte[] NO_TEXT = "{}".getBytes(UTF_8);

  private static final ReplaySettings DRY =
      new ReplaySettings(DeadLetterFilter.ALL, Optional.empty(), Long.MAX_VALUE, true);

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
  void eachLetterIsReplayedOnceWithTheKeyBytesHeadersAndTimeOfItsRecord() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "once");
    kit.send(0, null, BAD_UTF8);
    kit.send(0, new byte[] {(byte) 0xfe, 0}, NO_JSON);
    kit.send(1, "key".getBytes(UTF_8), "{\"message\":\"fine\"}".getBytes(UTF_8));
    kit.send(1, new byte[0], NO_TEXT);
    kit.send(1, "k".repeat(5_000).getBytes(UTF_8), "{\"message\":\"x\"}".getBytes(UTF_8));
    kit.send(1, "gone".repeat(2_000).getBytes(UTF_8), null);
    kit.send(
        new ProducerRecord<>(
            kit.input,
            1,
            ReplayKit.TIME + 5,
            "big".getBytes(UTF_8),
            "x".repeat(1_500_000).getBytes(UTF_8),
            List.of(new RecordHeader("trace", new byte[] {1, 2}))));
    List<ConsumerRecord<byte[], byte[]>> before = kit.read(kit.input);
    assertThat(kit.reject()).hasSize(6);

    ReplayKit.Run run = kit.replay(ReplaySettings.ALL);
    assertThat(run.summary().replayed()).isEqualTo(6);
    assertThat(run.summary().fromLetters()).isZero();
    assertThat(run.summary().byTopic()).isEqualTo(Map.of(kit.input, 6L));
    before.remove(2);
    List<ConsumerRecord<byte[], byte[]>> replayed = kit.replayed(kit.input);
    assertSameRecords(replayed, before);
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isZero();
    assertThat(kit.replayed(kit.input)).hasSize(6);
    ConsumerRecord<byte[], byte[]> big =
        replayed.stream().filter(r -> r.serializedValueSize() > 1_000_000).findAny().orElseThrow();
    assertThat(header(big, "simba.replay.origin")).isEqualTo(kit.input + "-1@4");
    assertThat(header(big, "simba.replay.letter")).startsWith(kit.letters + "-");
    assertThat(header(big, "simba.replay.count")).isEqualTo("1");
    assertThat(big.headers().lastHeader("trace").value()).containsExactly(1, 2);
  }

  @Test
  void aMaskedLetterIsReplayedFromItsRecordAndNotWithoutIt() throws Exception {
    Map<String, String> masks =
        Map.of("simba.record.mask", "email", "simba.record.mask.key-secret", "a long, long secret");
    ReplayKit kit = new ReplayKit(kafka, "masked", masks);
    byte[] key = "ann@shop.example".getBytes(UTF_8);
    byte[] value = "{\"message\":ann@shop.example".getBytes(UTF_8);
    kit.send(0, key, value);
    List<DeadLetter> letters = kit.reject();
    assertThat(letters.toString()).doesNotContain("ann@");
    assertThat(new String(letters.get(0).rejection().head(), UTF_8))
        .isEqualTo("{\"message\":<email>");
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(1);
    assertThat(kit.replayed(kit.input).get(0).key()).isEqualTo(key);
    assertThat(kit.replayed(kit.input).get(0).value()).isEqualTo(value);

    kit.reject();
    deleteAll(kit.input, -1);
    ReplayKit.Run gone = kit.replay(ReplaySettings.ALL);
    assertThat(gone.summary().replayed()).isZero();
    assertThat(gone.out()).contains("the letter does not hold the whole record");
  }

  @Test
  void lettersThatWereNotAskedForAreLeftForLaterRuns() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "filtered");
    for (int i = 0; i < 30; i++) {
      kit.send(i % 2, null, List.of(BAD_UTF8, NO_JSON, NO_TEXT).get(i % 3));
    }
    kit.reject();
    assertThat(kit.replay(only(RejectionReason.MALFORMED_JSON, 4)).summary().replayed())
        .isEqualTo(4);
    ReplaySummary rest = kit.replay(only(RejectionReason.MALFORMED_JSON, 100)).summary();
    assertThat(rest.replayed()).isEqualTo(6);
    assertThat(rest.filtered()).isEqualTo(20);
    assertThat(kit.replay(only(RejectionReason.MISSING_TEXT, 100)).summary().replayed())
        .isEqualTo(10);
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(10);
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isZero();
    assertThat(kit.replayed(kit.input))
        .hasSize(30)
        .extracting(r -> header(r, "simba.replay.letter"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatWasReplayedIsRememberedWhenKafkaForgetsTheGroup() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "expired");
    kit.send(0, null, NO_JSON);
    kit.send(1, null, NO_TEXT);
    kit.send(1, null, BAD_UTF8);
    kit.reject();
    assertThat(kit.replay(only(RejectionReason.MISSING_TEXT, 1)).summary().replayed()).isEqualTo(1);
    assertThat(kit.replay(only(RejectionReason.MALFORMED_JSON, 1)).summary().replayed())
        .isEqualTo(1);
    // What a broker does with a group without members after offsets.retention.minutes.
    deleteGroup(kit.input + "-replay");
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(1);
    deleteGroup(kit.input + "-replay");
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isZero();
    assertThat(kit.replayed(kit.input)).hasSize(3);
  }

  @Test
  void offsetsThatEarlierVersionsCommittedAreTakenOver() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "earlier");
    kit.send(0, null, NO_JSON);
    kit.send(1, null, NO_TEXT);
    kit.reject();
    PartitionProgress left = PartitionProgress.of(null, 0);
    left.done(0);
    try (KafkaConsumer<byte[], byte[]> old = new ReplayClients(kit.configuration()).letters()) {
      old.commitSync(Map.of(new TopicPartition(kit.letters, 0), left.toCommit()));
    }
    assertThat(kit.replay(DRY).summary().replayed()).isEqualTo(1);
    // A run that replays nothing there must remember it all the same.
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(1);
    deleteGroup(kit.input + "-replay");
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isZero();
  }

  @Test
  void fromTheBeginningIsOnlyWhereSomebodySaysSo() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "beginning");
    kit.send(0, null, NO_JSON);
    kit.send(1, null, NO_TEXT);
    kit.reject();
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(2);
    ReplaySettings again =
        new ReplaySettings(DeadLetterFilter.ALL, Optional.empty(), 1, false, true);
    assertThat(kit.replay(again).summary().replayed()).isEqualTo(1);
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).as("the rest").isEqualTo(1);
    assertThat(kit.replayed(kit.input)).hasSize(4);
  }

  @Test
  void lettersOfATopicThatWasMadeAnewAreNotTakenForThoseThatWereReplayed() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "anew");
    kit.send(0, null, NO_JSON);
    kit.reject();
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(1);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(kit.letters)).all().get();
    }
    kafka.createTopic(kit.letters, ReplayKit.PARTITIONS, Map.of("retention.ms", "-1"));
    kit.send(0, null, NO_TEXT);
    kit.reject();
    assertThatThrownBy(() -> kit.replay(ReplaySettings.ALL))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("another topic named '" + kit.letters + "'")
        .hasMessageContaining("--from-beginning");
    ReplaySettings again =
        new ReplaySettings(DeadLetterFilter.ALL, Optional.empty(), Long.MAX_VALUE, false, true);
    assertThat(kit.replay(again).summary().replayed()).as("it and the one replayed").isEqualTo(2);
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isZero();
  }

  @Test
  void aTopicThatForgetsIsNoPlaceToRememberIn() {
    ReplayKit kit = new ReplayKit(kafka, "forgets");
    kafka.createTopic(kit.letters + "-replayed", 1, Map.of("cleanup.policy", "compact,delete"));
    assertThatThrownBy(() -> kit.replay(ReplaySettings.ALL))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            "simba.replay.progress-topic names '%s-replayed', which has cleanup.policy=compact,delete"
                .formatted(kit.letters))
        .hasMessageContaining("--add-config cleanup.policy=compact");
  }

  @Test
  void whatIsRememberedIsSeenPastATransactionThatAnotherReplayHasOpen() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "open");
    kit.send(0, null, NO_JSON);
    kit.reject();
    TopicPartition letters = new TopicPartition(kit.letters, 0);
    ReplayClients clients = new ReplayClients(kit.configuration());
    try (TopicLookup topics = TopicLookup.open(kit.configuration());
        KafkaProducer<byte[], byte[]> other = kit.producer(Map.of("transactional.id", "other"))) {
      String name = kit.configuration().replayProgressTopic();
      topics.requireCompacted("simba.replay.progress-topic", name);
      other.initTransactions();
      other.beginTransaction();
      other
          .send(
              new ProgressTopic(name, "another", topics).record(letters, new OffsetAndMetadata(7)))
          .get();
      ProgressTopic mine = new ProgressTopic(name, clients.group(), topics);
      try (ReplayTransactions run = new ReplayTransactions(clients.producer(), mine)) {
        run.remember(Map.of(letters, new OffsetAndMetadata(1)));
      }
      CompletableFuture<ReplayKit.Run> next =
          CompletableFuture.supplyAsync(() -> kit.replay(ReplaySettings.ALL));
      assertThatThrownBy(() -> next.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      other.abortTransaction();
      assertThat(next.get(60, TimeUnit.SECONDS).summary().replayed()).isZero();
    }
  }

  @Test
  void aDryRunTellsWhatWouldBeSentAndSendsNothing() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "dry");
    kit.send(1, null, NO_JSON);
    kit.reject();
    assertThat(kit.replay(DRY).out())
        .isEqualTo(
            "would replay: %s-0@0: MALFORMED_JSON at %s-1@0, 11 bytes from there, to %s%n"
                .formatted(kit.letters, kit.input, kit.input));
    assertThat(kit.replayed(kit.input)).isEmpty();
    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(1);
  }

  @Test
  void whereTheRecordIsGoneItIsMadeOfTheLetterIfThatHoldsAllOfIt() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "gone");
    kit.send(0, new byte[] {(byte) 0xfe}, NO_JSON);
    kit.send(0, null, "x".repeat(100_000).getBytes(UTF_8));
    List<ConsumerRecord<byte[], byte[]>> before = kit.read(kit.input);
    List<DeadLetter> letters = kit.reject();
    assertThat(letters).hasSize(2);
    deleteAll(kit.input, 2);

    ReplayKit.Run run = kit.replay(ReplaySettings.ALL);
    assertThat(run.summary().fromLetters()).isEqualTo(1);
    assertThat(run.summary().unreplayable()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "not replayable: " + kit.letters + "-1@0: " + kit.input + "-0 now has only the offset")
        .contains("does not hold the whole record (65536 of 100000 bytes)");
    assertSameRecords(kit.replayed(kit.input), before.subList(0, 1));
    assertThat(kit.replay(ReplaySettings.ALL).summary().unreplayable()).isEqualTo(1);
    assertThat(kit.replayed(kit.input)).hasSize(1);
  }

  @Test
  void anotherRecordAtThePositionIsNotTakenForIt() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "another");
    kit.send(0, "key".getBytes(UTF_8), NO_JSON);
    kit.reject();
    ReplayKit other = new ReplayKit(kafka, "another-one");
    other.send(0, "key".getBytes(UTF_8), NO_TEXT);
    ConsumerRecord<byte[], byte[]> letter = kit.read(kit.letters).get(0);
    other.send(
        new ProducerRecord<>(
            other.letters,
            0,
            null,
            new String(letter.value(), UTF_8).replace(kit.input, other.input).getBytes(UTF_8)));
    assertThat(other.replay(ReplaySettings.ALL).summary().fromLetters()).isEqualTo(1);
    assertThat(other.replayed(other.input))
        .singleElement()
        .extracting(r -> r.value())
        .isEqualTo(NO_JSON);
  }

  @Test
  void aRecordThatFailsAgainSaysHowOftenAndKeepsItsOrigin() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "again");
    kit.send(0, null, NO_JSON);
    kit.reject();
    kit.replay(ReplaySettings.ALL);
    assertThat(kit.reject()).singleElement().extracting(l -> l.rejection().replays()).isEqualTo(1);
    DeadLetterFilter never = new DeadLetterFilter(Set.of(), Set.of(), null, 0);
    ReplaySettings first = new ReplaySettings(never, Optional.empty(), Long.MAX_VALUE, false);
    assertThat(kit.replay(first).summary().filtered()).isEqualTo(1);
    assertThat(kit.replay(ReplaySettings.ALL).summary().again()).isEqualTo(1);
    assertThat(kit.reject()).singleElement().extracting(l -> l.rejection().replays()).isEqualTo(2);
    ConsumerRecord<byte[], byte[]> last = kit.replayed(kit.input).get(1);
    assertThat(header(last, "simba.replay.origin")).isEqualTo(kit.input + "-0@0");
    assertThat(header(last, "simba.replay.count")).isEqualTo("2");
  }

  @Test
  void aRecordThatKafkaRefusesIsLeftAndDoesNotHoldUpTheOthers() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "refused");
    kafka.createTopic("refused-to", 3, Map.of("max.message.bytes", "50000"));
    kit.send(0, null, NO_JSON);
    kit.send(0, null, "x".repeat(60_000).getBytes(UTF_8));
    kit.send(0, null, NO_TEXT);
    kit.reject();
    ReplaySettings to =
        new ReplaySettings(DeadLetterFilter.ALL, Optional.of("refused-to"), Long.MAX_VALUE, false);
    ReplayKit.Run run = kit.replay(to);
    assertThat(run.out()).startsWith("not replayable: ").contains("Kafka refuses it");
    assertThat(run.summary().byTopic()).isEqualTo(Map.of("refused-to", 2L));
    assertThat(kit.replayed("refused-to")).hasSize(2);
    assertThat(kit.replay(ReplaySettings.ALL).summary().byTopic()).isEqualTo(Map.of(kit.input, 1L));
  }

  @Test
  void whatIsNoDeadLetterIsReportedAndLeft() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "stranger");
    kit.send(new ProducerRecord<>(kit.letters, 0, null, "hello".getBytes(UTF_8)));
    kit.send(0, null, NO_JSON);
    kit.reject();
    ReplayKit.Run run = kit.replay(ReplaySettings.ALL);
    assertThat(run.out()).contains(kit.letters + "-0@0: it is no dead letter");
    assertThat(run.summary().replayed()).isEqualTo(1);
  }

  @Test
  void missingTopicsAreNamed() {
    ReplayKit kit = new ReplayKit(kafka, "missing");
    assertThatThrownBy(
            () ->
                kit.replay(
                    new ReplaySettings(DeadLetterFilter.ALL, Optional.of("absent"), 1, false)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("--to names 'absent', which does not exist");
    assertThatThrownBy(
            () ->
                kit.replay(
                    new ReplaySettings(DeadLetterFilter.ALL, Optional.of(kit.letters), 1, false)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("--to is '" + kit.letters + "', where the dead letters are");
  }

  @Test
  void brokersThatDoNotAnswerAreNamed() {
    ReplayKit kit = new ReplayKit(kafka, "elsewhere");
    Map<String, String> options = new HashMap<>(kit.options());
    options.put("simba.kafka.bootstrap-servers", "127.0.0.1:1");
    Replayer replayer =
        new Replayer(SimbaConfiguration.of(options), ReplaySettings.ALL, System.out, System.err);
    assertThatThrownBy(replayer::run)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("simba.kafka.bootstrap-servers is '127.0.0.1:1', but no broker");
  }

  private static ReplaySettings only(RejectionReason reason, long limit) {
    DeadLetterFilter filter =
        new DeadLetterFilter(Set.of(reason), Set.of(), null, Integer.MAX_VALUE);
    return new ReplaySettings(filter, Optional.empty(), limit, false);
  }

  private static void assertSameRecords(
      List<ConsumerRecord<byte[], byte[]>> replayed, List<ConsumerRecord<byte[], byte[]>> before) {
    List<List<Object>> expected = new ArrayList<>();
    before.forEach(record -> expected.add(comparable(record)));
    assertThat(replayed.stream().map(ReplayIT::comparable).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<Object> comparable(ConsumerRecord<byte[], byte[]> record) {
    return List.of(
        record.partition(),
        record.timestamp(),
        record.key() == null ? "no key" : new String(record.key(), ISO_8859_1),
        record.value() == null ? "no value" : new String(record.value(), ISO_8859_1));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private static void deleteGroup(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private static void deleteAll(String topic, long before) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }
}
