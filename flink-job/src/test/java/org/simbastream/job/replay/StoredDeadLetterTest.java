package org.simbastream.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

class StoredDeadLetterTest {

  private static final Position AT = new Position("simba-dead-letters", 0, 5);
  private static final Position ORIGIN = new Position("logs", 1, 12);

  @Test
  void readsWhatTheJobWrites() throws Exception {
    StoredDeadLetter letter =
        StoredDeadLetter.parse(AT, written(new byte[] {1, -1}, new byte[] {2, -2}));
    assertThat(letter)
        .usingRecursiveComparison()
        .isEqualTo(
            new StoredDeadLetter(
                AT,
                ORIGIN,
                77,
                "INVALID_UTF8",
                2,
                new byte[] {2, -2},
                new byte[] {1, -1},
                true,
                3));
  }

  @Test
  void readsALetterOfAVersionThatDidNotKeepTheKey() throws Exception {
    String old =
        "{\"key\":\"k\",\"topic\":\"logs\",\"partition\":1,\"offset\":12,\"time\":77,"
            + "\"reason\":\"MISSING_TEXT\",\"message\":\"m\",\"length\":2,\"bytes\":\"e30=\",\"version\":\"0\"}";
    StoredDeadLetter letter = StoredDeadLetter.parse(AT, old.getBytes(UTF_8));
    assertThat(letter.complete()).isFalse();
    assertThat(letter.kafkaKey()).isNull();
    assertThat(letter.replays()).isZero();
    assertThat(letter.head()).isEqualTo("{}".getBytes(UTF_8));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "no JSON",
        "{\"topic\":\"\"}",
        "{\"topic\":\"logs\",\"partition\":-1}",
        "{\"topic\":\"logs\",\"partition\":4294967296,\"offset\":1}",
        "{\"topic\":\"logs\",\"partition\":1,\"offset\":1,\"time\":1,\"reason\":\"X\",\"length\":1,"
            + "\"bytes\":\"?\"}"
      })
  void whatIsNoDeadLetterIsSaidToBeNone(String value) {
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    assertThatThrownBy(() -> StoredDeadLetter.parse(AT, bytes))
        .isInstanceOf(UnreplayableException.class)
        .hasMessageStartingWith("it is no dead letter");
  }

  @Property(seed = "3", tries = 2000)
  void bytesOfStrangersAreReadOrRefused(@ForAll byte[] bytes) {
    readOrRefuse(bytes);
  }

  @Property(seed = "4", tries = 2000)
  void damagedLettersAreReadOrRefused(
      @ForAll @IntRange(max = 199) int at, @ForAll byte flipped, @ForAll boolean cut) {
    byte[] bytes = written(new byte[] {1}, new byte[] {2});
    int place = at % bytes.length;
    bytes[place] ^= flipped;
    readOrRefuse(cut ? Arrays.copyOf(bytes, place) : bytes);
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(StoredDeadLetter.parse(AT, bytes).head()).isNotNull();
    } catch (UnreplayableException e) {
      assertThat(e).hasMessageStartingWith("it is no dead letter");
    }
  }

  private static byte[] written(byte[] key, byte[] value) {
    Rejection rejection =
        Rejection.ofRecord(RejectionReason.INVALID_UTF8, "Not UTF-8.", key, value).replayed(3);
    return JsonWriter.deadLetters(PositionFields.KAFKA, "1")
        .toBytes(new DeadLetter("k", ORIGIN, 77, rejection));
  }
}
