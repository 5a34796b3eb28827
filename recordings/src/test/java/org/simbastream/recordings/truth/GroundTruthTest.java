package org.simbastream.recordings.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTruthTest {

  private static final LogPositions BEGIN = marks("2026-11-24T00:06:02Z", Map.of("broker", 3));
  private static final LogPositions LATER =
      marks("2026-11-24T00:07:02.500Z", Map.of("broker", 10, "silent", 0));

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws Exception {
    GroundTruth truth = truth();
    truth.write(folder);
    assertThat(GroundTruth.read(folder)).isEqualTo(truth);
  }

  @Test
  void writesTheFieldsOfTheFirstRecordingUnderTheSameNames() throws Exception {
    truth().write(folder);
    JsonNode written = new ObjectMapper().readTree(folder.resolve(GroundTruth.FILE).toFile());
    assertThat(written.at("/recordedWith/kafka").textValue()).isEqualTo("4.2.0");
    assertThat(written.at("/files/0").textValue()).isEqualTo("broker.log");
    JsonNode fault = written.at("/faults/0");
    assertThat(fault.get("kind").textValue()).isEqualTo("broker-stopped");
    assertThat(fault.get("process").textValue()).isEqualTo("broker");
    assertThat(fault.get("injectedAt").textValue()).isEqualTo("2026-11-24T00:07:02.500Z");
    assertThat(fault.at("/firstLines/0/file").textValue()).isEqualTo("broker.log");
    assertThat(fault.at("/firstLines/0/line").intValue()).isEqualTo(7);
    assertThat(fault.at("/firstLines/0/text").textValue()).isEqualTo("a \"line\"");
  }

  @Test
  void namesTheLinesOfAPhaseByFileAndLeavesSilentLogsOut() {
    Phase phase = Phase.between(BEGIN, LATER);
    assertThat(phase.lines()).containsExactly(Map.entry("broker.log", new LineRange(4, 10)));
    assertThat(phase.from()).isEqualTo("2026-11-24T00:06:02.000Z");
    assertThat(phase.to()).isEqualTo("2026-11-24T00:07:02.500Z");
  }

  private static GroundTruth truth() {
    ShownLine line = new ShownLine("broker.log", 7, "2026-11-24T00:07:03.000Z", "a \"line\"", "l");
    InjectedFault fault =
        new InjectedFault(
            "broker-stopped",
            "broker",
            "SIGTERM",
            UtcTime.of(LATER.at()),
            UtcTime.of(LATER.at()),
            UtcTime.of(LATER.at()),
            BEGIN.until(LATER),
            List.of(line),
            List.of());
    return new GroundTruth(
        Map.of("kafka", "4.2.0"),
        7,
        UtcTime.of(BEGIN.at()),
        UtcTime.of(LATER.at()),
        List.of("broker.log"),
        Phase.between(BEGIN, BEGIN),
        List.of(Phase.between(BEGIN, LATER)),
        List.of(fault));
  }

  private static LogPositions marks(String at, Map<String, Integer> lines) {
    return new LogPositions(Instant.parse(at), lines);
  }
}
