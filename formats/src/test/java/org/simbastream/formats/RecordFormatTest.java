package org.simbastream.formats;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.simbastream.text.time.DateOrder;

class RecordFormatTest {

  @Test
  void refusesFieldsOfPlainText() {
    assertThatThrownBy(() -> text("k", null, null)).hasMessageContaining("simba.record.key-field");
    assertThatThrownBy(() -> text(null, "m", null)).hasMessageContaining("simba.record.text-field");
    assertThatThrownBy(() -> text(null, null, "t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "simba.record.time-field is 't', but plain text has no fields;"
                + " remove the option or set simba.record.format to json");
  }

  @Test
  void refusesJsonWithoutATextField() {
    for (String field : new String[] {null, ""}) {
      assertThatThrownBy(() -> json(field, 1, Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("simba.record.text-field");
    }
  }

  @Test
  void refusesLimitsThatAreNone() {
    assertThatThrownBy(() -> json("m", 0, Duration.ZERO))
        .hasMessageContaining("simba.record.max-bytes is 0");
    assertThatThrownBy(() -> json("m", 1, Duration.ofMillis(-1)))
        .hasMessageContaining("simba.time.max-ahead");
  }

  @Test
  void refusesTwoSourcesOfTheTime() {
    RecordTimes ofText =
        new RecordTimes(
            RecordTimes.Source.TEXT,
            ZoneOffset.UTC,
            DateOrder.NEAREST,
            RecordTimes.Unreadable.KAFKA);
    RecordFormat withField =
        new RecordFormat(
            RecordFormat.Kind.JSON, null, "m", "t", 1, Duration.ZERO, TextEncoding.DEFAULT);
    assertThatThrownBy(() -> withField.with(ofText))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "simba.record.time is 'text', but simba.record.time-field names a field;"
                + " remove one of the two options");
  }

  private static RecordFormat text(String key, String text, String time) {
    return new RecordFormat(
        RecordFormat.Kind.TEXT, key, text, time, 1, Duration.ZERO, TextEncoding.DEFAULT);
  }

  private static RecordFormat json(String text, int maxBytes, Duration maxAhead) {
    return new RecordFormat(
        RecordFormat.Kind.JSON, null, text, null, maxBytes, maxAhead, TextEncoding.DEFAULT);
  }
}
