package org.simbastream.formats.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The topics in {@code recorded}, whose README says what made them. What each record should be read
 * as stands in {@code FILE.expected}, checked by hand.
 */
class RecordedTopicsTest {

  @SuppressWarnings("unused")
  private static final List<String> FILES = RecordedTopics.FILES;

  @ParameterizedTest
  @FieldSource("FILES")
  void everyRecordHasItsKeyTimeLevelAndText(String file) throws IOException {
    PresetDecoder decoder = RecordedTopics.decoder(RecordedTopics.preset(file));
    List<String> read = read(decoder, file);
    String update = System.getProperty("simba.recorded.update");
    if (update != null) {
      Files.write(Path.of(update, file + ".expected"), read);
    }
    assertThat(read).isEqualTo(RecordedTopics.lines(file + ".expected"));
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void autoReadsEachRecordTheSameOrAsTheLineThatItIs(String file) {
    PresetDecoder auto = RecordedTopics.decoder(Preset.AUTO);
    List<String> expected = RecordedTopics.lines(file + ".expected");
    List<String> read = read(auto, file);
    assertThat(read).hasSameSizeAs(expected);
    int same = 0;
    for (int i = 0; i < read.size(); i++) {
      if (read.get(i).equals(expected.get(i))) {
        same++;
      } else {
        assertThat(read.get(i)).isEqualTo("- | - | - | " + RecordedTopics.lines(file).get(i));
      }
    }
    assertThat(same)
        .as("records of %s that tell what they are", file)
        .isGreaterThan(read.size() / 2);
  }

  private static List<String> read(PresetDecoder decoder, String file) {
    List<String> read = new ArrayList<>();
    for (byte[] value : RecordedTopics.values(file)) {
      for (ObjectNode record : RecordedTopics.read(decoder, value)) {
        read.add(RecordedTopics.summary(record));
      }
    }
    return read;
  }
}
