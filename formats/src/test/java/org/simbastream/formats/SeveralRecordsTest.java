package org.simbastream.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

/** Several records in one value. */
class SeveralRecordsTest {

  private static final Position POSITION = new Position("logs", 3, 42);
  private static final long KAFKA_TIME = 1_700_000_000_000L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"message\":\"a\"},{\"message\":\"b\",\"at\":1600000000},{\"message\":\"c\"}]",
        "{\"message\":\"a\"}\n{\"message\":\"b\",\"at\":1600000000}\r\n\n{\"message\":\"c\"}\n"
      })
  void eachHasItsTextAndTimeAndAPlaceOfItsOwn(String value) {
    List<IncomingRecord> records = read(value);
    assertThat(records).extracting(IncomingRecord::text).containsExactly("a", "b", "c");
    assertThat(records)
        .extracting(IncomingRecord::position)
        .containsExactly(POSITION, POSITION.within(1), POSITION.within(2));
    assertThat(records.get(1).time()).isEqualTo(1_600_000_000_000L);
    assertThat(records).extracting(IncomingRecord::key).containsOnly("key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"message\":\"a\"},{\"x\":1},{\"message\":\"c\"}]",
        "{\"message\":\"a\"}\n{\"x\":1}\n{\"message\":\"c\"}"
      })
  void oneThatCannotBeReadIsRejectedAloneWithItsOwnBytes(String value) {
    List<IncomingRecord> records = read(value);
    assertThat(records).extracting(IncomingRecord::text).containsExactly("a", null, "c");
    Rejection rejection = records.get(1).rejection();
    assertThat(rejection.reason()).isEqualTo(RejectionReason.MISSING_TEXT);
    assertThat(new String(rejection.head(), UTF_8)).isEqualTo("{\"x\":1}");
    assertThat(rejection.complete()).isTrue();
    assertThat(records.get(1).position()).isEqualTo(POSITION.within(1));
    // replayed, it is read as it was
    assertThat(read("{\"x\":1}").get(0).rejection().reason()).isEqualTo(rejection.reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"message\":\"a\"},\"text\",null]",
        "{\"message\":\"a\"}\n{\"mess\n{\"message\": NaN}"
      })
  void whatIsNoObjectAmongObjectsIsRejected(String value) {
    List<IncomingRecord> records = read(value);
    assertThat(records.get(0).text()).isEqualTo("a");
    assertThat(records.subList(1, 3))
        .allMatch(record -> record.rejection().reason() == RejectionReason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"message\": \"one\"\n}\n",
        "{\"message\":\"one\",\n\"x\":{\"y\":\n{}}}",
        "[\n{\"message\":\"one\"}\n]",
        "\n{\"message\":\"one\"}\n\n"
      })
  void anObjectOfManyLinesIsOneRecord(String value) {
    assertThat(read(value)).singleElement().extracting(IncomingRecord::text).isEqualTo("one");
    assertThat(read(value).get(0).position()).isEqualTo(POSITION);
  }

  @Test
  void anObjectOfManyLinesThatIsMalformedIsOneDeadLetter() {
    String value = "{\n  \"message\": \"one\",\n  \"x\": }\n";
    Rejection rejection = read(value).get(0).rejection();
    assertThat(read(value)).hasSize(1);
    assertThat(rejection.reason()).isEqualTo(RejectionReason.MALFORMED_JSON);
    assertThat(new String(rejection.head(), UTF_8)).isEqualTo(value);
  }

  @Test
  void aValueWithoutRecordsIsAnEmptyOne() {
    assertThat(read("[]")).singleElement().extracting(IncomingRecord::text).isEqualTo("");
    assertThat(read("[ ]").get(0).isRead()).isFalse();
  }

  @Test
  void partsOfAValueThatAnotherDecoderReadIsNoRecordByItself() {
    ValueDecoder decoder = value -> new JsonValues(1 << 20, TextEncoding.DEFAULT).decode(value);
    List<IncomingRecord> records = read(format().with(decoder), "[{\"message\":\"a\"},{\"x\":1}]");
    assertThat(records.get(1).rejection().complete()).isFalse();
  }

  private static List<IncomingRecord> read(String value) {
    return read(format(), value);
  }

  private static List<IncomingRecord> read(RecordFormat format, String value) {
    return new RecordReader(format, () -> KAFKA_TIME)
        .readAll(
            new RecordReader.Source(
                POSITION,
                KAFKA_TIME,
                "key".getBytes(UTF_8),
                value.getBytes(UTF_8),
                KafkaHeaders.NONE));
  }

  private static RecordFormat format() {
    return new RecordFormat(
        RecordFormat.Kind.JSON,
        null,
        "message",
        "at",
        1 << 20,
        Duration.ofDays(1),
        TextEncoding.DEFAULT);
  }
}
