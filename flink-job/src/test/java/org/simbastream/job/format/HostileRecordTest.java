package org.simbastream.job.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordReader;
import org.simbastream.formats.RecordTimes;
import org.simbastream.formats.TextEncoding;
import org.simbastream.model.fuzz.AllocatedBytes;
import org.simbastream.model.fuzz.Damage;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.text.time.DateOrder;

/** No bytes make the reader throw: a record comes out, or a rejection that can be written. */
class HostileRecordTest {

  private static final Position POSITION = new Position("logs", 3, 42);
  private static final int MAX_BYTES = 1 << 20;
  private static final List<RecordFormat> FORMATS =
      List.of(
          RecordFormat.text(MAX_BYTES, Duration.ofDays(1), TextEncoding.DEFAULT),
          RecordFormat.text(5, Duration.ofDays(1), TextEncoding.DEFAULT),
          RecordFormat.text(MAX_BYTES, Duration.ofDays(1), TextEncoding.DEFAULT)
              .with(
                  new RecordTimes(
                      RecordTimes.Source.TEXT,
                      ZoneOffset.UTC,
                      DateOrder.NEAREST,
                      RecordTimes.Unreadable.REJECT)),
          new RecordFormat(
              RecordFormat.Kind.JSON,
              "k",
              "m",
              "t",
              MAX_BYTES,
              Duration.ofMinutes(5),
              TextEncoding.DEFAULT),
          new RecordFormat(
              RecordFormat.Kind.JSON,
              "a.k",
              "a.b.m",
              "a..t",
              MAX_BYTES,
              Duration.ofMinutes(5),
              TextEncoding.DEFAULT),
          new RecordFormat(
              RecordFormat.Kind.TOKENS,
              "k",
              null,
              "t",
              MAX_BYTES,
              Duration.ofMinutes(5),
              TextEncoding.DEFAULT));

  private static final String JSON =
      "{\"k\":\"host-a\",\"m\":\"disk \\u00fcber 90 % \\ud83d\\ude00\",\"t\":1700000000.5,"
          + "\"a\":{\"k\":1e3,\"b\":{\"m\":[1,2,{\"x\":null}]},\"\":{\"t\":\"2026-01-31T10:00:00Z\"}}}";

  @Property(seed = "51", tries = 2000)
  void anyBytesInAnyFormat(
      @ForAll("formats") RecordFormat format,
      @ForAll long timestamp,
      @ForAll @Size(max = 100) byte[] key,
      @ForAll @Size(max = 200) byte[] value)
      throws IOException {
    read(format, timestamp, key, value);
  }

  @Property(seed = "52", tries = 3000)
  void damagedJson(
      @ForAll("formats") RecordFormat format,
      @ForAll long timestamp,
      @ForAll @Size(min = 1, max = 4) List<@From("damage") Damage> damage)
      throws IOException {
    byte[] value = JSON.getBytes(UTF_8);
    for (Damage one : damage) {
      value = one.applyTo(value);
    }
    read(format, timestamp, null, value);
  }

  @Property(seed = "53", tries = 1000)
  void anyTextInAnyField(
      @ForAll("formats") RecordFormat format,
      @ForAll String key,
      @ForAll String text,
      @ForAll String time)
      throws IOException {
    String json =
        new ObjectMapper()
            .writeValueAsString(
                new ObjectMapper().createObjectNode().put("k", key).put("m", text).put("t", time));
    read(format, 0, key.getBytes(UTF_8), json.getBytes(UTF_8));
  }

  @Property(seed = "54", tries = 500)
  void anyHeaderForTheCountOfReplays(@ForAll @Size(max = 12) byte[] digits) {
    var record = new ConsumerRecord<byte[], byte[]>("logs", 0, 0, null, null);
    record.headers().add(ReplayHeaders.COUNT, digits);
    assertThat(ReplayHeaders.count(record)).isBetween(0, 999_999_999);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"m\":1e999999999,\"t\":1e999999999}",
        "{\"m\":\"x\",\"t\":-1e999999999}",
        "{\"m\":\"x\",\"t\":\"1e999999999\"}",
        "{\"m\":\"x\",\"t\":\"-1e-999999999\"}",
        "{\"m\":\"x\",\"t\":\"+999999999-12-31T23:59:59.999999999+18:00\"}",
        "{\"m\":\"x\",\"t\":\"9999-12-31T23:59:59.999999999-18:00\"}",
        "{\"m\":\"x\",\"t\":NaN}",
        "{\"m\":\"\\ud800\",\"k\":\"\\udfff\"}",
        "[1e999999999]",
        "[2147483648]",
        "[-1, 1.5, null, [], {}]",
        "{\"tokens\":[1,2],\"k\":[[]],\"t\":{}}",
        "{\"m\":{\"m\":{\"m\":[]}},\"k\":[[]],\"t\":{}}"
      })
  void numbersTimesAndHalvesOfCharacters(String json) throws IOException {
    for (RecordFormat format : FORMATS) {
      read(format, Long.MAX_VALUE, null, json.getBytes(UTF_8));
      read(format, 0, null, json.getBytes(UTF_8));
    }
  }

  @Test
  void valuesMadeToExhaustAReader() throws IOException {
    int length = 500_000;
    for (String json :
        List.of(
            "[".repeat(length),
            "{\"m\":".repeat(length / 5),
            "{\"m\":" + "[".repeat(900) + "]".repeat(900) + "}",
            "{\"m\":" + "9".repeat(length) + "}",
            "{\"m\":" + "[],".repeat(length / 3) + "[]}",
            "{\"m\":[" + "{},".repeat(length / 3) + "{}]}",
            "[" + "1,".repeat(length / 2) + "1]",
            "[" + "9".repeat(length) + "]",
            "{\"" + "m".repeat(length) + "\":1}",
            "{\"m\":\"" + "\\ud800".repeat(length / 6) + "\"}",
            "{\"t\":\"" + "9".repeat(length) + "\",\"m\":1}")) {
      for (RecordFormat format : FORMATS) {
        AllocatedBytes allocated = new AllocatedBytes();
        read(format, 0, null, json.getBytes(UTF_8));
        assertThat(allocated.get()).isLessThan((1 << 21) + 300L * json.length());
      }
    }
  }

  @Provide
  Arbitrary<RecordFormat> formats() {
    return Arbitraries.of(FORMATS);
  }

  @Provide
  Arbitrary<Damage> damage() {
    return Damage.ofText();
  }

  private static void read(RecordFormat format, long timestamp, byte[] key, byte[] value)
      throws IOException {
    IncomingRecord record =
        new RecordReader(format, System::currentTimeMillis).read(POSITION, timestamp, key, value);
    assertThat(record.key()).isNotEmpty();
    assertWellFormed(record.key());
    assertThat(record.key().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Rejection.MAX_KEY_BYTES);
    assertThat(record.text() == null && record.tokens() == null)
        .isNotEqualTo(record.rejection() == null);
    if (record.tokens() != null) {
      assertThat(record.tokens()).isNotEmpty();
      assertThat(Arrays.stream(record.tokens()).min().orElseThrow()).isNotNegative();
      assertThat(record.text()).isNull();
    } else if (record.text() != null) {
      assertWellFormed(record.text());
    } else {
      byte[] json =
          JsonWriter.deadLetters(PositionFields.KAFKA, "test")
              .toBytes(new DeadLetter(record.key(), POSITION, record.time(), record.rejection()));
      assertThat(new ObjectMapper().readTree(json).get("bytes").binaryValue())
          .isEqualTo(record.rejection().head());
    }
  }

  private static void assertWellFormed(String text) {
    assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
  }
}
