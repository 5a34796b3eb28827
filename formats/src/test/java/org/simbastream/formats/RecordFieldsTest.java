package org.simbastream.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.formats.mask.Mask;
import org.simbastream.formats.mask.Masks;
import org.simbastream.records.Attributes;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.Severity;

/** What a record is: its text, its key and what it carries, from several fields and headers. */
class RecordFieldsTest {

  private static final Position POSITION = new Position("logs", 3, 42);
  private static final long KAFKA_TIME = 1_700_000_000_000L;

  private static final String ECS =
      "{\"@timestamp\":\"2026-11-28T10:00:00.000Z\",\"log.level\":\"error\","
          + "\"service\":{\"name\":\"basket\"},\"trace\":{\"id\":\"4bf9\"},\"span.id\":\"00f0\","
          + "\"log\":{\"logger\":\"acme.Basket\"},\"message\":\"no stock\","
          + "\"error\":{\"stack_trace\":\"java.lang.X: no\\n\\tat acme.Basket\"}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"level\":\"error\",\"message\":\"upstream answered 503\"};ERROR upstream answered 503",
        "{\"level\":50,\"msg\":\"upstream answered 503\"};ERROR upstream answered 503",
        "{\"severity_number\":13,\"body\":\"slow\"};WARN slow",
        "{\"PRIORITY\":\"3\",\"MESSAGE\":\"failed\"};ERROR failed",
        "{\"log\":{\"level\":\"warning\"},\"message\":\"slow\"};WARN slow",
        "{\"s\":\"E\",\"msg\":\"Interrupted\"};E Interrupted",
        "{\"level\":\"audit\",\"message\":\"login\"};audit login",
        "{\"level\":\"info\",\"message\":\"INFO already there\"};INFO already there",
        "{\"level\":\"error\",\"message\":\"INFO said inside\"};ERROR INFO said inside",
        "{\"log\":\"ERROR of a container\\n\",\"stream\":\"stderr\"};ERROR of a container",
        "{\"message\":\"no level\"};no level",
        "{\"level\":\"error\"};{\"level\":\"error\"}",
        "{\"level\":50,\"x\":1};ERROR {\"level\":50,\"x\":1}",
        "{\"user\":\"x\",\"action\":\"login\"};{\"user\":\"x\",\"action\":\"login\"}",
        "{};{}",
      })
  void aLevelOutsideOfTheTextBeginsIt(String value, String expected) {
    assertThat(one(RecordFields.USUAL, value).text()).isEqualTo(expected);
  }

  @Test
  void aNamedTextIsTakenAsItIs() {
    RecordFields fields = RecordFields.builder().text(Template.ofField("message")).build();
    IncomingRecord record = one(fields, ECS);
    assertThat(record.text()).isEqualTo("no stock");
    assertThat(record.attributes())
        .isEqualTo(new Attributes(Severity.ERROR, "4bf9", "00f0", Map.of(), Map.of(), false));
  }

  @Test
  void theTextIsMadeOfTheFieldsThatThereAre() {
    List<String> names = List.of("log.level", "log.logger", "message", "error.stack_trace");
    RecordFields fields = RecordFields.builder().text(Template.ofFields(names, " ")).build();
    assertThat(one(fields, ECS).text())
        .isEqualTo("error acme.Basket no stock\njava.lang.X: no\n\tat acme.Basket");
    assertThat(one(fields, "{\"message\":\"m\",\"log.level\":\"info\"}").text())
        .isEqualTo("info m");
    assertThat(one(fields, "{\"other\":1}").rejection().reason())
        .isEqualTo(RejectionReason.MISSING_TEXT);
  }

  @Test
  void aTemplatePlacesFieldsInAText() {
    RecordFields fields =
        RecordFields.builder()
            .text(Template.parse("{log.level|level} [{log.logger}]: {message}."))
            .build();
    assertThat(one(fields, ECS).text()).isEqualTo("error [acme.Basket]: no stock.");
    assertThat(one(fields, "{\"level\":\"warn\"}").text()).isEqualTo("warn []: .");
    assertThat(one(fields, "{}").rejection().message()).contains("{log.level|level}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no field", "{a", "a}", "{}", "{ }", "{a}}", "}{a}"})
  void whatIsNoTemplateIsRefused(String template) {
    assertThatThrownBy(() -> Template.parse(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + template + "' is no template");
  }

  @Test
  void theKeyComesFromFieldsElseAHeaderElseKafka() {
    RecordFields fields =
        RecordFields.USUAL.toBuilder()
            .key(Template.ofFields(List.of("k8s.namespace", "k8s.pod", "k8s.container"), "/"))
            .keyHeader("tenant")
            .build();
    KafkaHeaders headers = name -> name.equals("tenant") ? bytes("north") : null;
    String all = "{\"message\":\"m\",\"k8s\":{\"namespace\":\"n\",\"pod\":\"p\",\"container\":7}}";
    assertThat(read(fields, all, headers).key()).isEqualTo("n/p/7");
    assertThat(read(fields, "{\"k8s\":{\"pod\":\"p\"}}", headers).key()).isEqualTo("p");
    assertThat(read(fields, "{\"message\":\"m\"}", headers).key()).isEqualTo("north");
    assertThat(read(fields, "{\"message\":\"m\"}", KafkaHeaders.NONE).key()).isEqualTo("kafka-7");
  }

  @ParameterizedTest
  @CsvSource({"^[a-z]+,kafka", "(\\w+)-(\\d),kafka/7", "nothing,kafka-7", "x*,kafka-7"})
  void aPatternFindsTheKeyInAKey(String pattern, String expected) {
    RecordFields fields = RecordFields.USUAL.toBuilder().keyPattern(pattern).build();
    assertThat(one(fields, "{}").key()).isEqualTo(expected);
  }

  @Test
  void aPatternThatRecursesTooDeepLeavesTheKeyAsItIs() {
    RecordFields fields =
        RecordFields.USUAL.toBuilder().key(Template.ofField("k")).keyPattern("(a|b)*c").build();
    String key = "ab".repeat(2_000);
    assertThat(one(fields, "{\"k\":\"" + key + "\"}").key()).isEqualTo(key);
  }

  @Test
  void chosenFieldsAndHeadersArePassedOnWithinBounds() {
    RecordFields fields =
        RecordFields.USUAL.toBuilder()
            .passedOn(List.of("pod", "labels", "long", "none"), List.of("h", "none", "bad"))
            .build();
    KafkaHeaders headers =
        name ->
            switch (name) {
              case "h" -> bytes("1");
              case "bad" -> new byte[] {(byte) 0xff};
              default -> null;
            };
    String value =
        "{\"message\":\"m\",\"pod\":\"web-1\",\"labels\":{\"a\":1},\"long\":\""
            + "x".repeat(5_000)
            + "\"}";
    Attributes attributes = read(fields, value, headers).attributes();
    assertThat(attributes.fields())
        .isEqualTo(Map.of("pod", "web-1", "labels", "{\"a\":1}", "long", "x".repeat(1_024)));
    assertThat(attributes.headers()).isEqualTo(Map.of("h", "1", "bad", "\uFFFD"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2026-11-28 10:00:00.000 ERROR no stock;ERROR",
        "28/Nov/2026 [warn] slow;WARN",
        "<3>kernel: x;",
        "E1128 10:00:00.0000       1 main.go:7] failed;ERROR",
        "time=x level=warning msg=slow;WARN",
        "ts=x level=\"error\" msg=slow;ERROR",
        "error: could not lock config file;ERROR",
        "app/error/handler was called;",
        "the error rate is low;",
        "an INFOrmal talk;",
        "at com.acme.ERROR-HANDLER x;",
        "x;",
      })
  void theTextTellsTheSeverityWhereNoFieldDoes(String line, Severity severity) {
    RecordReader reader =
        new RecordReader(
            RecordFormat.text(1 << 20, Duration.ofDays(1), TextEncoding.DEFAULT), () -> KAFKA_TIME);
    IncomingRecord record = reader.read(POSITION, KAFKA_TIME, bytes("k"), bytes(line));
    assertThat(record.text()).isEqualTo(line);
    assertThat(record.attributes().severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO,level,30,INFO",
    "AUTO,level,3,ERROR",
    "AUTO,severity_number,3,TRACE",
    "AUTO,level,17,ERROR",
    "AUTO,levelno,40,ERROR",
    "AUTO,level,900,WARN",
    "AUTO,level,99999,",
    "OTEL,level,5,DEBUG",
    "PYTHON,level,50,FATAL",
    "WINDOWS,level,2,ERROR"
  })
  void aNumberIsASeverityOfItsScale(
      SeverityScale scale, String field, int number, Severity severity) {
    RecordFields fields =
        RecordFields.USUAL.toBuilder().severity(FieldNames.of(field), scale).build();
    assertThat(
            one(fields, "{\"message\":\"m\",\"" + field + "\":" + number + "}")
                .attributes()
                .severity())
        .isEqualTo(severity);
  }

  @Test
  void aTimeThatCannotBeReadIsMarked() {
    RecordFields fields = RecordFields.USUAL.toBuilder().time(FieldNames.of("at", "ts")).build();
    IncomingRecord bad = one(fields, "{\"message\":\"m\",\"at\":\"soon\"}");
    assertThat(bad.time()).isEqualTo(KAFKA_TIME);
    assertThat(bad.attributes().timeUnreadable()).isTrue();
    IncomingRecord good = one(fields, "{\"message\":\"m\",\"ts\":1600000000}");
    assertThat(good.time()).isEqualTo(1_600_000_000_000L);
    assertThat(good.attributes()).isEqualTo(Attributes.NONE);
  }

  @Test
  void whatIsMaskedIsMaskedInTheTextAndBesideItAndInDeadLetters() {
    RecordFields fields =
        RecordFields.USUAL.toBuilder()
            .key(Template.ofField("user"))
            .passedOn(List.of("user", "long"), List.of("h"))
            .build();
    RecordFormat format =
        new RecordFormat(
                RecordFormat.Kind.JSON,
                fields,
                1 << 20,
                Duration.ofDays(1),
                TextEncoding.DEFAULT,
                RecordTimes.DEFAULT,
                null)
            .with(new Masks(Set.of(Mask.EMAIL), "a secret of some length"));
    RecordReader reader = new RecordReader(format, () -> KAFKA_TIME);
    String longest = "x".repeat(1_015);
    IncomingRecord read =
        reader
            .readAll(
                new RecordReader.Source(
                    POSITION,
                    KAFKA_TIME,
                    null,
                    bytes(
                        "{\"message\":\"hello ann@shop.example\",\"user\":\"ann@shop.example\","
                            + "\"long\":\""
                            + longest
                            + " ann@shop.example\"}"),
                    name -> bytes("to bob@shop.example")))
            .get(0);
    assertThat(read.text()).isEqualTo("hello <email>");
    assertThat(read.key()).matches("<email:[0-9a-f]{16}>");
    assertThat(read.attributes().fields())
        .isEqualTo(Map.of("user", "<email>", "long", longest + " <email>"));
    assertThat(read.attributes().headers()).isEqualTo(Map.of("h", "to <email>"));

    IncomingRecord rejected =
        reader.read(POSITION, KAFKA_TIME, bytes("ann@shop.example"), bytes("{ann@shop.example"));
    assertThat(rejected.toString() + rejected.rejection().message()).doesNotContain("ann@");
    assertThat(new String(rejected.rejection().head(), UTF_8)).isEqualTo("{<email>");
    assertThat(new String(rejected.rejection().kafkaKey(), UTF_8)).isEqualTo(rejected.key());
    assertThat(rejected.rejection().complete()).isFalse();

    IncomingRecord several =
        reader
            .readAll(
                new RecordReader.Source(
                    POSITION,
                    KAFKA_TIME,
                    null,
                    bytes("[{\"message\":\"m\"},[\"ann@shop.example\"]]"),
                    KafkaHeaders.NONE))
            .get(1);
    assertThat(new String(several.rejection().head(), UTF_8)).isEqualTo("[\"<email>\"]");
  }

  private static IncomingRecord one(RecordFields fields, String value) {
    return read(fields, value, KafkaHeaders.NONE);
  }

  private static IncomingRecord read(RecordFields fields, String value, KafkaHeaders headers) {
    List<IncomingRecord> read =
        new RecordReader(
                new RecordFormat(
                    RecordFormat.Kind.JSON,
                    fields,
                    1 << 20,
                    Duration.ofDays(1),
                    TextEncoding.DEFAULT,
                    RecordTimes.DEFAULT,
                    null),
                () -> KAFKA_TIME)
            .readAll(
                new RecordReader.Source(
                    POSITION, KAFKA_TIME, bytes("kafka-7"), bytes(value), headers));
    assertThat(read).hasSize(1);
    return read.get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
