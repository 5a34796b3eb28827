package org.simbastream.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.records.Teaching;
import org.simbastream.records.Teaching.Action;

/** What people write by hand is understood, or refused with what to give instead. */
class TeachingJsonTest {

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    for (Teaching teaching :
        new Teaching[] {
          new Teaching("id", Action.MUTE, -7, "web", 1L << 40, "ann", "why \"so\"", 5),
          new Teaching("id", Action.GOOD_CATCH, 7, null, Teaching.FOR_EVER, "", "", 5),
          Teaching.undo("id", "ann", "", 5)
        }) {
      assertThat(read(new String(TeachingJson.write(teaching), UTF_8))).isEqualTo(teaching);
    }
  }

  @Test
  void aRecordWithoutAValueUndoes() throws IOException {
    assertThat(TeachingJson.read("id".getBytes(UTF_8), null, 5))
        .isEqualTo(Teaching.undo("id", "", "", 5));
  }

  @Test
  void timesAreNumbersOrTexts() throws IOException {
    String start = "{\"action\": \"mute\", \"pattern\": \"00000000000000FF\", \"until\": ";
    assertThat(read(start + "1700000000000}").until()).isEqualTo(1_700_000_000_000L);
    assertThat(read(start + "\"2023-11-14T23:13:20+01:00\"}").until())
        .isEqualTo(1_700_000_000_000L);
    assertThat(read(start + "null}").until()).isEqualTo(Teaching.FOR_EVER);
    assertThat(read(start + "null}").pattern()).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mute everything|The value is not one JSON object",
        "[]|The value is not one JSON object",
        "{\"action\": \"silence\"}|action is 'silence'; give one of mute, always-tell",
        "{\"action\": 3}|action is 3; give a string",
        "{}|action is ''; give one of",
        "{\"action\": \"mute\"}|pattern is ''; give the id of a pattern, 16 hexadecimal digits",
        "{\"action\": \"mute\", \"pattern\": \"xyz0000000000000\"}|pattern is 'xyz",
        "{\"action\": \"mute\", \"pattern\": \"0000000000000000\", \"untl\": 5}|no field 'untl'",
        "{\"action\": \"mute\", \"pattern\": \"0000000000000000\", \"until\": \"2 h\"}|until is",
        "{\"action\": \"mute\", \"pattern\": \"0000000000000000\", \"until\": 1e400}|until is",
        "{\"action\": \"mute\", \"pattern\": \"0000000000000000\", \"until\": true}|until is"
      })
  void whatIsNotUnderstoodSaysWhatToGive(String value, String said) {
    assertThatThrownBy(() -> read(value))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(said);
  }

  @Test
  void whatIsTooLongOrHasNoIdIsRefused() {
    byte[] undo = "{\"action\": \"undo\"}".getBytes(UTF_8);
    assertThatThrownBy(() -> TeachingJson.read(null, undo, 0)).hasMessageContaining("Kafka key");
    assertThatThrownBy(() -> TeachingJson.read(new byte[0], undo, 0))
        .hasMessageContaining("Kafka key");
    assertThatThrownBy(() -> TeachingJson.read(new byte[5_000], undo, 0))
        .hasMessageContaining("4096");
    assertThatThrownBy(
            () -> read("{\"action\": \"undo\", \"note\": \"" + "x".repeat(5_000) + "\"}"))
        .hasMessageContaining("shorten the note");
  }

  @Property(tries = 2000, seed = "41")
  void anyBytesAreReadOrRefused(@ForAll byte[] id, @ForAll byte[] value) {
    isReadOrRefused(id, value);
  }

  @Property(tries = 2000, seed = "42")
  void damagedOnesAreReadOrRefused(@ForAll @IntRange(max = 200) int at, @ForAll byte damage) {
    byte[] value =
        """
        {"action": "mute", "pattern": "5d1c2f0b8a34e7c9", "key": "web",\
         "until": "2026-01-31T12:00:00Z", "by": "ann", "note": "known"}\
        """
            .getBytes(UTF_8);
    value[at % value.length] = damage;
    isReadOrRefused(new byte[] {1}, value);
  }

  private static void isReadOrRefused(byte[] id, byte[] value) {
    try {
      assertThat(TeachingJson.read(id, value, 5).id()).isNotNull();
    } catch (IOException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  private static Teaching read(String value) throws IOException {
    return TeachingJson.read("id".getBytes(UTF_8), value.getBytes(UTF_8), 5);
  }
}
