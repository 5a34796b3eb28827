package org.simbastream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.records.Attributes;
import org.simbastream.records.Deviation;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;

class OtlpScoredTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ScoredRecord SCORED =
      new ScoredRecord(
          "host-a",
          new Position("logs", 3, 42, 1),
          1_764_550_000_123L,
          "disk 7 full",
          4.5,
          2.5,
          6,
          17,
          true,
          false,
          List.of(new Deviation(Deviation.Kind.VALUE, 5, 6, 6.12, "1")),
          new Attributes(Severity.ERROR, "", "", Map.of(), Map.of(), false),
          new StreamPattern(0xf00, "disk <*> full", true),
          0,
          60_000,
          Teaching.Action.MUTE);

  @Test
  void aRecordOfOpenTelemetryHasTheFieldsOfOneOfOurOwn() throws IOException {
    JsonNode own = JSON.readTree(JsonWriter.scoredRecords(PositionFields.KAFKA).toBytes(SCORED));
    JsonNode otlp = JSON.readTree(JsonWriter.scoredRecordsAsOtlp().toBytes(SCORED));
    // by text: a whole number is one whatever type it was read as
    assertThat(sorted(OtlpScored.plain(otlp))).isEqualTo(sorted(own));
    assertThat(OtlpScored.plain(own)).isSameAs(own);
  }

  @Test
  void thePageReadsIt() throws Exception {
    ResultFields fields =
        ResultFields.parse(JsonWriter.scoredRecordsAsOtlp().toBytes(SCORED), Limits.DEFAULT);
    assertThat(fields.key()).isEqualTo("host-a");
    assertThat(ResultParser.line(fields).text()).isEqualTo("disk 7 full");
    assertThat(ResultParser.line(fields).score()).isEqualTo(4.5);
  }

  private static Map<String, String> sorted(JsonNode object) {
    Map<String, String> fields = new TreeMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), sortedValue(field.getValue())));
    return fields;
  }

  private static String sortedValue(JsonNode value) {
    return value.isObject() ? sorted(value).toString() : value.toString();
  }
}
