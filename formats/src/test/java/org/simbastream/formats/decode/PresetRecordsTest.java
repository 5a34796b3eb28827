package org.simbastream.formats.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordReader;
import org.simbastream.formats.RecordTimes;
import org.simbastream.formats.TextEncoding;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Severity;

/** A topic of each preset through the reader that the job uses. */
class PresetRecordsTest {

  @SuppressWarnings("unused")
  private static final List<String> FILES = RecordedTopics.FILES;

  private static final long KAFKA = Instant.parse("2026-11-30T23:00:00Z").toEpochMilli();

  @ParameterizedTest
  @FieldSource("FILES")
  void noRecordIsADeadLetter(String file) {
    RecordReader reader = reader(RecordedTopics.preset(file));
    for (byte[] value : RecordedTopics.values(file)) {
      assertThat(reader.read(Position.NONE, KAFKA, null, value).rejection()).isNull();
    }
  }

  @Test
  void aRecordHasItsKeyTimeSeverityAndText() {
    RecordReader reader = reader(Preset.SYSLOG);
    byte[] value = RecordedTopics.values("syslog.txt").get(17);
    IncomingRecord record = reader.read(Position.NONE, KAFKA, null, value);
    assertThat(record.key()).isEqualTo("web01/web");
    assertThat(Instant.ofEpochMilli(record.time())).isEqualTo("2026-11-30T22:46:55.944Z");
    assertThat(record.attributes().severity()).isEqualTo(Severity.ERROR);
    assertThat(record.text()).isEqualTo("ERROR request failed: upstream timed out");
  }

  private static RecordReader reader(Preset preset) {
    RecordFormat format =
        new RecordFormat(
            RecordFormat.Kind.JSON,
            PresetDecoder.FIELDS,
            1 << 20,
            Duration.ofDays(1),
            TextEncoding.DEFAULT,
            RecordTimes.DEFAULT,
            RecordedTopics.decoder(preset));
    return new RecordReader(format, () -> KAFKA);
  }
}
