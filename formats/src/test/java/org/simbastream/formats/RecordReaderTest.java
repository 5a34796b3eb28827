package org.simbastream.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.text.time.DateOrder;

class RecordReaderTest {

  private static final Position POSITION = new Position("logs", 3, 42);
  private static final long KAFKA_TIME = 1_700_000_000_000L;
  private static final long NOW = KAFKA_TIME + Duration.ofDays(365).toMillis();
  private static final int MAX_BYTES = 1 << 20;
  private static final byte[] MALFORMED_UTF8 = {'a', (byte) 0xFF};

  private final RecordReader text =
      new RecordReader(
          RecordFormat.text(MAX_BYTES, Duration.ofDays(1), TextEncoding.DEFAULT), () -> NOW);
  private final RecordReader json = json("key", "message", "time");

  @Test
  void takesThePlainValueAsTheText() {
    assertThat(text.read(POSITION, KAFKA_TIME, bytes("host-a"), bytes("grüß dich\r\n")))
        .isEqualTo(new IncomingRecord("host-a", POSITION, KAFKA_TIME, "grüß dich", null));
  }

  @Test
  void doesNotTakePlainTextForJson() {
    assertThat(textOf(text, "{\"message\": \"x\"}")).isEqualTo("{\"message\": \"x\"}");
  }

  @Test
  void takesATombstoneAsAnEmptyText() {
    for (RecordReader reader : new RecordReader[] {text, json}) {
      assertThat(reader.read(POSITION, KAFKA_TIME, bytes("host-a"), null))
          .isEqualTo(new IncomingRecord("host-a", POSITION, KAFKA_TIME, "", null));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"message\": \"a\\r\\n\"}|a",
        "{\"message\": \"a\\ud83d\"}|a\uFFFD",
        "{\"message\": \"a\\ud83d\\ude00\"}|a\uD83D\uDE00",
        "{\"message\": 42}|42",
        "{\"message\": 1.10}|1.10",
        "{\"message\": 12345678901234567890123}|12345678901234567890123",
        "{\"message\": false}|false",
        "{\"message\": {\"a\": [1, null]}}|{\"a\":[1,null]}",
        "{\"message\": \"\"}|``",
        "{\"message\": \"first\", \"message\": \"last\"}|last",
      })
  void takesTheTextFieldsValueAsTheText(String value, String expected) {
    assertThat(textOf(json, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"log.text\": \"exact\", \"log\": {\"text\": \"path\"}}|exact",
        "{\"log\": {\"text\": \"path\"}}|path",
        "{\"log\": \"no object\"}|MISSING_TEXT",
        "{\"log.text\": null, \"log\": {\"text\": \"path\"}}|MISSING_TEXT",
      })
  void findsAFieldByItsExactNameFirstThenByItsPath(String value, String expected) {
    IncomingRecord record = read(json(null, "log.text", null), value);
    String found =
        record.rejection() == null ? record.text() : record.rejection().reason().toString();
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": {\"b\": {\"c\": \"x\"}}}",
        "{\"a\": {\"b.c\": \"x\"}}",
        "{\"a.b\": {\"c\": \"x\"}, \"a\": {\"d\": 1}}",
      })
  void findsNamesWithDotsOnEveryLevel(String value) {
    assertThat(textOf(json(null, "a.b.c", null), value)).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\": \"m\", \"key\": \"named\"}|named",
        "{\"message\": \"m\", \"key\": 7}|7",
        "{\"message\": \"m\", \"key\": \"\\ud83d\"}|\uFFFD",
        "{\"message\": \"m\", \"key\": \"\"}|kafka-key",
        "{\"message\": \"m\", \"key\": null}|kafka-key",
        "{\"message\": \"m\"}|kafka-key",
      })
  void takesTheKeyFieldElseKafkasKey(String value, String key) {
    assertThat(json.read(POSITION, KAFKA_TIME, bytes("kafka-key"), bytes(value)).key())
        .isEqualTo(key);
  }

  @Test
  void namesTheStreamAfterThePartitionWithoutAnyKey() {
    assertThat(text.read(POSITION, KAFKA_TIME, null, bytes("x")).key()).isEqualTo("logs-3");
    assertThat(text.read(POSITION, KAFKA_TIME, new byte[0], bytes("x")).key()).isEqualTo("logs-3");
    assertThat(read(json, "{\"message\": \"m\"}").key()).isEqualTo("logs-3");
  }

  @Test
  void rejectsAMalformedKafkaKeyOnlyWhereItNamesTheStream() {
    byte[] unnamed = bytes("{\"message\": \"m\"}");
    byte[] named = bytes("{\"message\": \"m\", \"key\": \"k\"}");
    assertRejected(
        text.read(POSITION, KAFKA_TIME, MALFORMED_UTF8, bytes("x")), RejectionReason.INVALID_UTF8);
    assertRejected(
        text.read(POSITION, KAFKA_TIME, MALFORMED_UTF8, null), RejectionReason.INVALID_UTF8);
    assertRejected(
        json.read(POSITION, KAFKA_TIME, MALFORMED_UTF8, unnamed), RejectionReason.INVALID_UTF8);
    assertThat(json.read(POSITION, KAFKA_TIME, MALFORMED_UTF8, named).key()).isEqualTo("k");
  }

  @Test
  void rejectsWhatIsTooLargeBeforeLookingAtIt() {
    RecordReader reader =
        new RecordReader(RecordFormat.text(3, Duration.ofDays(1), TextEncoding.DEFAULT), () -> NOW);
    assertThat(reader.read(POSITION, KAFKA_TIME, null, bytes("abc")).text()).isEqualTo("abc");
    IncomingRecord rejected = reader.read(POSITION, KAFKA_TIME, MALFORMED_UTF8, bytes("\n\n\n\n"));
    assertRejected(rejected, RejectionReason.TOO_LARGE);
    assertThat(rejected.rejection().message())
        .isEqualTo("The value has 4 bytes, more than simba.record.max-bytes = 3.");
  }

  @Test
  void rejectsKeysThatAreTooLargeToCarryAlong() {
    byte[] longest = "k".repeat(4096).getBytes(UTF_8);
    byte[] longer = "k".repeat(4097).getBytes(UTF_8);
    assertThat(text.read(POSITION, KAFKA_TIME, longest, bytes("x")).text()).isEqualTo("x");
    IncomingRecord rejected = text.read(POSITION, KAFKA_TIME, longer, bytes("x"));
    assertRejected(rejected, RejectionReason.KEY_TOO_LARGE);
    assertThat(rejected.key()).isEqualTo("logs-3");
  }

  @Test
  void bytesThatAreNoCharactersAreReplaced() {
    byte[] line = bytes("ERROR f?llt aus");
    line[7] = (byte) 0xe4;
    assertThat(text.read(POSITION, KAFKA_TIME, null, line).text())
        .isEqualTo("ERROR f\uFFFDllt aus");
    byte[] object = bytes("{\"message\": \"f?llt\"}");
    object[14] = (byte) 0xe4;
    assertThat(json.read(POSITION, KAFKA_TIME, null, object).text()).isEqualTo("f\uFFFDllt");
  }

  @Test
  void rejectsBytesThatAreNoCharactersIfToldTo() {
    TextEncoding rejecting = new TextEncoding("UTF-8", TextEncoding.Malformed.REJECT);
    for (RecordFormat format :
        List.of(
            RecordFormat.text(MAX_BYTES, Duration.ofDays(1), rejecting),
            new RecordFormat(
                RecordFormat.Kind.JSON,
                null,
                "message",
                null,
                MAX_BYTES,
                Duration.ofDays(1),
                rejecting))) {
      RecordReader strict = new RecordReader(format, () -> NOW);
      assertRejected(
          strict.read(POSITION, KAFKA_TIME, null, MALFORMED_UTF8), RejectionReason.INVALID_UTF8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "\"message\"",
        "{\"message\": \"m\"",
        "{\"message\": \"m\"} {\"message\": \"n\"}",
        "{\"message\": \"m\"} trailing",
        "{\"message\": NaN}",
        "{message: \"m\"}",
        "{\"message\": \"line\nfeed\"}",
      })
  void rejectsWhatIsNotOneJsonObject(String value) {
    assertRejected(read(json, value), RejectionReason.MALFORMED_JSON);
  }

  @Test
  void rejectsValuesMadeToExhaustAReader() {
    String deep = "[".repeat(400_000);
    assertRejected(read(json, "{\"message\": " + deep), RejectionReason.MALFORMED_JSON);
    String digits = "9".repeat(500_000);
    assertRejected(read(json, "{\"message\": " + digits + "}"), RejectionReason.MALFORMED_JSON);
    String small = "{\"message\": \"m\", \"time\": 1e-999999999}";
    assertThat(read(json, small).time()).isEqualTo(KAFKA_TIME);
  }

  @Test
  void takesNestingAsDeepAsItAllows() {
    String nested = "[".repeat(990) + "]".repeat(990);
    assertThat(textOf(json, "{\"message\": " + nested + "}")).isEqualTo(nested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"message\": null}", "{\"Message\": \"m\"}"})
  void rejectsAnObjectWithoutText(String value) {
    IncomingRecord rejected = read(json, value);
    assertRejected(rejected, RejectionReason.MISSING_TEXT);
    assertThat(rejected.rejection().message()).contains("'message'", "simba.record.text-field");
  }

  @Test
  void takesTheTimeFieldElseKafkasTimestamp() {
    assertThat(timeOf("\"2023-11-14T22:13:20,5\"")).isEqualTo(KAFKA_TIME + 500);
    assertThat(timeOf("1700000000.25")).isEqualTo(KAFKA_TIME + 250);
    assertThat(timeOf("null")).isEqualTo(KAFKA_TIME);
    assertThat(read(json, "{\"message\": \"m\"}").time()).isEqualTo(KAFKA_TIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"noon\"", "[]", "\"1970-01-01 00:00:00\"", "-1", "1e400"})
  void aTimeThatCantBeReadIsKafkasOrRejected(String time) {
    assertThat(timeOf(time)).isEqualTo(KAFKA_TIME);
    RecordReader strict =
        new RecordReader(
            jsonFormat("key", "message", "time").with(times(RecordTimes.Source.KAFKA)), () -> NOW);
    IncomingRecord rejected = read(strict, withTime(time));
    assertRejected(rejected, RejectionReason.MALFORMED_TIME);
    assertThat(rejected.rejection().message()).contains("simba.time.unreadable");
    assertRejected(read(strict, "{\"message\": \"m\"}"), RejectionReason.MALFORMED_TIME);
    assertThat(read(strict, withTime("1700000000")).time()).isEqualTo(KAFKA_TIME);
  }

  @Test
  void takesTheTimeOfTheTextIfToldTo() {
    RecordFormat plain = RecordFormat.text(MAX_BYTES, Duration.ofDays(1), TextEncoding.DEFAULT);
    String line = "Nov 14 22:13:19 web01 app[7]: started";
    RecordReader ofText =
        new RecordReader(
            plain.with(
                new RecordTimes(
                    RecordTimes.Source.TEXT,
                    ZoneOffset.UTC,
                    DateOrder.NEAREST,
                    RecordTimes.Unreadable.KAFKA)),
            () -> NOW);
    assertThat(read(ofText, line).time()).isEqualTo(KAFKA_TIME - 1_000);
    assertThat(read(ofText, "no time").time()).isEqualTo(KAFKA_TIME);
    assertThat(read(ofText, "").rejection()).isNull();
    assertRejected(read(ofText, "2023-11-16 22:13:19 ahead"), RejectionReason.TIME_TOO_FAR_AHEAD);
    RecordReader strict = new RecordReader(plain.with(times(RecordTimes.Source.TEXT)), () -> NOW);
    assertRejected(read(strict, "no time"), RejectionReason.MALFORMED_TIME);
    assertThat(read(strict, line).time()).isEqualTo(KAFKA_TIME - 1_000);
    assertThat(read(text, line).time()).isEqualTo(KAFKA_TIME);
  }

  private static RecordTimes times(RecordTimes.Source source) {
    return new RecordTimes(
        source, ZoneOffset.UTC, DateOrder.NEAREST, RecordTimes.Unreadable.REJECT);
  }

  @Test
  void rejectsATimeTooFarAheadOfKafkas() {
    long limit = KAFKA_TIME + Duration.ofDays(1).toMillis();
    assertThat(timeOf(Long.toString(limit))).isEqualTo(limit);
    IncomingRecord rejected = read(json, withTime(Long.toString(limit + 1)));
    assertRejected(rejected, RejectionReason.TIME_TOO_FAR_AHEAD);
    assertThat(rejected.rejection().message()).contains("simba.time.max-ahead = 86400000 ms");
  }

  @Test
  void decidesByTheRecordsOwnTimestampWhateverTheClock() {
    byte[] value = bytes(withTime(Long.toString(KAFKA_TIME + Duration.ofDays(2).toMillis())));
    for (long now : new long[] {KAFKA_TIME, NOW, 10 * NOW}) {
      RecordReader reader = new RecordReader(jsonFormat("key", "message", "time"), () -> now);
      assertRejected(
          reader.read(POSITION, KAFKA_TIME, null, value), RejectionReason.TIME_TOO_FAR_AHEAD);
    }
  }

  @Test
  void rejectsEveryTimeThatIsTooFarAheadOfTheClock() {
    long limit = NOW + Duration.ofDays(1).toMillis();
    long micros = NOW * 1000;
    RecordReader tokens = tokens(null, "at");
    assertThat(text.read(POSITION, limit, null, bytes("x")).time()).isEqualTo(limit);
    assertThat(text.read(POSITION, micros, null, null).isRead()).isFalse(); // whenever it is
    for (long time : new long[] {limit + 1, micros, Long.MAX_VALUE}) {
      IncomingRecord rejected = text.read(POSITION, time, null, bytes("x"));
      assertRejected(rejected, RejectionReason.TIME_TOO_FAR_AHEAD);
      assertThat(rejected.rejection().message())
          .contains("ahead of the clock", "simba.time.max-ahead = 86400000 ms");
      assertRejected(
          json.read(POSITION, time, null, bytes("{\"message\": \"m\"}")),
          RejectionReason.TIME_TOO_FAR_AHEAD);
      assertRejected(
          tokens.read(POSITION, time, null, bytes("[3]")), RejectionReason.TIME_TOO_FAR_AHEAD);
      assertRejected(
          json.read(POSITION, time, null, bytes(withTime(Long.toString(limit + 1)))),
          RejectionReason.TIME_TOO_FAR_AHEAD);
      assertThat(json.read(POSITION, time, null, bytes(withTime("1700000000"))).time())
          .isEqualTo(KAFKA_TIME);
    }
  }

  @Test
  void clocksOfTwoMachinesDiffer() {
    RecordReader strict =
        new RecordReader(
            RecordFormat.text(MAX_BYTES, Duration.ZERO, TextEncoding.DEFAULT), () -> NOW);
    assertThat(strict.read(POSITION, NOW + 60_000, null, bytes("x")).rejection()).isNull();
    assertRejected(
        strict.read(POSITION, NOW + 60_001, null, bytes("x")), RejectionReason.TIME_TOO_FAR_AHEAD);
  }

  @Test
  void noTimeOfKafkasIsMalformedUnlessTheRecordHasItsOwn() {
    for (long none : new long[] {0, -1, Long.MIN_VALUE}) {
      IncomingRecord rejected = text.read(POSITION, none, null, bytes("x"));
      assertRejected(rejected, RejectionReason.MALFORMED_TIME);
      assertThat(rejected.rejection().message()).contains("Kafka's timestamp is " + none);
      assertRejected(
          json.read(POSITION, none, null, bytes("{\"message\": \"m\"}")),
          RejectionReason.MALFORMED_TIME);
      assertThat(json.read(POSITION, none, null, bytes(withTime("1700000000"))).time())
          .isEqualTo(KAFKA_TIME);
    }
  }

  @Test
  void linesOfAFileNeedNoTimeOfKafkas() {
    RecordReader lines =
        RecordReader.ofFile(RecordFormat.text(MAX_BYTES, Duration.ZERO, TextEncoding.DEFAULT));
    assertThat(lines.read(POSITION, 0, null, bytes("x")).rejection()).isNull();
    assertThat(lines.read(POSITION, 10 * NOW, null, bytes("x")).rejection()).isNull();
  }

  @Test
  void keepsTheHeadOfARejectedValueAndItsLength() {
    byte[] value = new byte[100_000];
    Arrays.fill(value, (byte) 0xFF);
    value[0] = 'a';
    Rejection rejection = json.read(POSITION, KAFKA_TIME, bytes("host-a"), value).rejection();
    assertThat(rejection.length()).isEqualTo(100_000);
    assertThat(rejection.head()).hasSize(65_536).isEqualTo(Arrays.copyOf(value, 65_536));
  }

  @Test
  void putsARejectedRecordUnderKafkasKeyAndTime() {
    IncomingRecord rejected =
        json.read(
            POSITION, KAFKA_TIME, bytes("kafka-key"), bytes("{\"key\": \"named\", \"time\": 5}"));
    assertThat(rejected.key()).isEqualTo("kafka-key");
    assertThat(rejected.time()).isEqualTo(KAFKA_TIME);
    assertThat(rejected.position()).isEqualTo(POSITION);
    assertThat(rejected.text()).isNull();
    assertThat(text.read(POSITION, KAFKA_TIME, MALFORMED_UTF8, bytes("x")).key())
        .isEqualTo("logs-3");
  }

  @Test
  void neverThrows() {
    Random random = new Random(7);
    byte[] seed =
        bytes("{\"message\": \"m\\ud83d\", \"key\": [1e5], \"time\": \"2023-11-14T22:13Z\"}");
    for (int i = 0; i < 50_000; i++) {
      byte[] value = seed.clone();
      for (int mutation = random.nextInt(6); mutation >= 0; mutation--) {
        value[random.nextInt(value.length)] = mutated(random);
      }
      IncomingRecord record = json.read(POSITION, KAFKA_TIME, null, value);
      assertThat(record.text() == null).isEqualTo(record.rejection() != null);
      assertThat(record.key()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[3, 0, 41]", "{\"tokens\": [3, 0, 41], \"message\": \"x\"}"})
  void takesTokenIdsAsTheyAre(String value) {
    IncomingRecord record = read(tokens(null, null), value);
    assertThat(record.rejection()).isNull();
    assertThat(record.text()).isNull();
    assertThat(record.tokens()).containsExactly(3, 0, 41);
  }

  @Test
  void takesKeyAndTimeBesideTokenIds() {
    IncomingRecord record =
        read(tokens("host", "at"), "{\"tokens\": [3], \"host\": \"a\", \"at\": 1600000000000}");
    assertThat(record.key()).isEqualTo("a");
    assertThat(record.time()).isEqualTo(1_600_000_000_000L);
    IncomingRecord bare = read(tokens("host", "at"), "[3]");
    assertThat(bare.key()).isEqualTo("logs-3");
    assertThat(bare.time()).isEqualTo(KAFKA_TIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"tokens\": []}"})
  void takesNoTokensAsAnEmptyText(String value) {
    IncomingRecord record = read(tokens(null, null), value);
    assertThat(record.text()).isEmpty();
    assertThat(record.tokens()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, -1]|Token 1 is -1; expected a whole number >= 0.",
        "[1.5]|Token 0 is 1.5; expected a whole number >= 0.",
        "[2147483648]|Token 0 is 2147483648; expected a whole number >= 0.",
        "[\"1\"]|Token 0 is \"1\"; expected a whole number >= 0.",
        "[null]|Token 0 is null; expected a whole number >= 0.",
        "[[1]]|Token 0 is [1]; expected a whole number >= 0.",
        "{\"tokens\": 3}|The JSON object has no array of token ids in the field 'tokens'.",
        "{\"ids\": [3]}|The JSON object has no array of token ids in the field 'tokens'."
      })
  void rejectsWhatAreNoTokenIds(String value, String message) {
    Rejection rejection = read(tokens(null, null), value).rejection();
    assertThat(rejection.reason()).isEqualTo(RejectionReason.MALFORMED_TOKENS);
    assertThat(rejection.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "\"text\"", "[1", "[1] [2]"})
  void rejectsWhatIsNoJsonObjectOrArrayOfTokens(String value) {
    Rejection rejection = read(tokens(null, null), value).rejection();
    assertThat(rejection.reason()).isEqualTo(RejectionReason.MALFORMED_JSON);
    assertThat(rejection.message()).startsWith("The value is not one JSON object or array: ");
  }

  private static RecordReader tokens(String key, String time) {
    return new RecordReader(
        new RecordFormat(
            RecordFormat.Kind.TOKENS,
            key,
            null,
            time,
            MAX_BYTES,
            Duration.ofDays(1),
            TextEncoding.DEFAULT),
        () -> NOW);
  }

  private static byte mutated(Random random) {
    byte[] likely = bytes("{}[]\",:\\0123456789eEun.-+ \n");
    return random.nextBoolean()
        ? likely[random.nextInt(likely.length)]
        : (byte) random.nextInt(256);
  }

  private static RecordReader json(String key, String text, String time) {
    return new RecordReader(jsonFormat(key, text, time), () -> NOW);
  }

  private static RecordFormat jsonFormat(String key, String text, String time) {
    return new RecordFormat(
        RecordFormat.Kind.JSON,
        key,
        text,
        time,
        MAX_BYTES,
        Duration.ofDays(1),
        TextEncoding.DEFAULT);
  }

  private static IncomingRecord read(RecordReader reader, String value) {
    return reader.read(POSITION, KAFKA_TIME, null, bytes(value));
  }

  private static String textOf(RecordReader reader, String value) {
    IncomingRecord record = read(reader, value);
    assertThat(record.rejection()).isNull();
    return record.text();
  }

  private long timeOf(String time) {
    IncomingRecord record = read(json, withTime(time));
    assertThat(record.rejection()).isNull();
    return record.time();
  }

  private static String withTime(String time) {
    return "{\"message\": \"m\", \"time\": " + time + "}";
  }

  private static void assertRejected(IncomingRecord record, RejectionReason reason) {
    assertThat(record.rejection()).isNotNull();
    assertThat(record.rejection().reason()).isEqualTo(reason);
    assertThat(record.rejection().message()).endsWith(".").hasSizeLessThan(500);
    assertThat(record.text()).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
