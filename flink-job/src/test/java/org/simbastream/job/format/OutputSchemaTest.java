package org.simbastream.job.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.formats.TeachingJson;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Deviation;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.Teaching;
import org.simbastream.records.Teaching.Action;
import org.simbastream.records.WindowPattern;

/** Compares what is written with {@code docs/schemas}: the same fields, of the stated types. */
class OutputSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCHEMAS =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "schemas");

  private static final List<String> BESIDE =
      List.of("level", "traceId", "spanId", "fields", "headers", "timeUnreadable");

  @Test
  void scoredRecordsAreAsTheirSchemaSays() throws Exception {
    assertMatches(
        "scored-record",
        JsonWriter.scoredRecords(PositionFields.KAFKA).toBytes(OutputExamples.scored("x", 1)));
    assertMatches(
        "scored-record",
        JsonWriter.scoredRecords(PositionFields.KAFKA)
            .toBytes(OutputExamples.scored("x", Double.NaN)));
  }

  @Test
  void whatARecordCarriesBesideItsTextIsAsItsSchemaSays() throws Exception {
    byte[] written =
        JsonWriter.scoredRecords(PositionFields.KAFKA)
            .toBytes(OutputExamples.scoredWithAttributes());
    assertThat(names(JSON.readTree(written))).contains("index").containsAll(BESIDE);
    assertMatches("scored-record", written);
    byte[] summary =
        JsonWriter.summaries(PositionFields.KAFKA).toBytes(OutputExamples.summaryWithAttributes());
    JsonNode highlight = JSON.readTree(summary).at("/highlights/0");
    assertThat(names(highlight)).containsAll(BESIDE);
    assertMatches("highlight", highlight, schema("summary").at("/properties/highlights/items"));
    List<String> levels = new ArrayList<>();
    schema("scored-record").at("/properties/level/enum").forEach(l -> levels.add(l.textValue()));
    assertThat(levels)
        .containsExactlyElementsOf(Arrays.stream(Severity.values()).map(Enum::name).toList());
  }

  @Test
  void whatIsTaughtIsAsItsSchemasSay() throws Exception {
    JsonWriter<ScoredRecord> scored = JsonWriter.scoredRecords(PositionFields.KAFKA);
    ScoredRecord record = OutputExamples.scored("x", 5);
    byte[] muted = scored.toBytes(record.taught(Action.MUTE, 5));
    assertThat(JSON.readTree(muted).get("muted").booleanValue()).isTrue();
    assertMatches("scored-record", muted);
    byte[] told = scored.toBytes(record.taught(Action.ALWAYS_TELL, 4));
    assertThat(texts(schema("scored-record").at("/properties/taught/enum")))
        .contains(JSON.readTree(told).get("taught").textValue());
    assertMatches("scored-record", told);
    byte[] summary =
        JsonWriter.summaries(PositionFields.KAFKA)
            .toBytes(OutputExamples.summary("x").withMuted(7));
    assertThat(JSON.readTree(summary).get("muted").longValue()).isEqualTo(7);
    assertMatches("summary", summary);
    Teaching teaching = new Teaching("id", Action.MUTE, -7, "web", 1L << 40, "ann", "why", 3);
    assertMatches("teaching", TeachingJson.write(teaching));
    assertMatches("teaching", TeachingJson.write(Teaching.undo("id", "", "", 3)));
    assertThat(texts(schema("teaching").at("/properties/action/enum")))
        .containsExactlyElementsOf(Arrays.stream(Action.values()).map(Action::word).toList());
  }

  @Test
  void summariesAreAsTheirSchemaSays() throws Exception {
    List<String> kinds = new ArrayList<>();
    schema("summary")
        .at("/properties/highlights/items/properties/why/items/properties/kind/enum")
        .forEach(k -> kinds.add(k.textValue()));
    assertThat(kinds)
        .containsExactlyElementsOf(
            Arrays.stream(Deviation.Kind.values()).map(Deviation.Kind::word).toList());
    assertMatches(
        "summary", JsonWriter.summaries(PositionFields.KAFKA).toBytes(OutputExamples.summary("x")));
  }

  @Test
  void theSummaryOfASilenceIsAsItsSchemaSays() throws Exception {
    byte[] written = JsonWriter.summaries(PositionFields.KAFKA).toBytes(OutputExamples.silence());
    assertThat(names(JSON.readTree(written)))
        .containsAll(texts(schema("summary").get("required")))
        .contains("silence");
    assertMatches(
        "silence",
        JSON.readTree(written).get("silence"),
        schema("summary").at("/properties/silence"));
  }

  @Test
  void aSummaryWithoutTextHasOnlyWhatItsSchemaRequires() throws Exception {
    byte[] silent =
        JsonWriter.summaries(PositionFields.KAFKA).toBytes(OutputExamples.summary("x", ""));
    assertThat(names(JSON.readTree(silent)))
        .containsExactlyElementsOf(texts(schema("summary").get("required")))
        .doesNotContain("text");
  }

  @Test
  void deadLettersAreAsTheirSchemaSays() throws Exception {
    assertMatches(
        "dead-letter",
        JsonWriter.deadLetters(PositionFields.KAFKA, "1").toBytes(OutputExamples.deadLetter()));
    List<String> reasons = new ArrayList<>();
    schema("dead-letter").at("/properties/reason/enum").forEach(r -> reasons.add(r.textValue()));
    assertThat(reasons)
        .containsExactlyElementsOf(
            Arrays.stream(RejectionReason.values()).map(RejectionReason::name).toList());
  }

  @Test
  void workCountsAreAsTheirSchemaSays() throws Exception {
    assertMatches(
        "work-counts", JsonWriter.workCounts().toBytes(OutputExamples.work(100, 100, 50)));
  }

  @Test
  void alertsAreAsTheirSchemaSays() throws Exception {
    JsonWriter<Alert> alerts = JsonWriter.alerts(PositionFields.KAFKA);
    Alert alert = OutputExamples.alert(AlertKind.VALUE, OutputExamples.alertLine("x"));
    assertMatches("alert", alerts.toBytes(alert));
    assertThat(alerts.key(alert)).isEqualTo("value/host-a");
    assertThat(texts(schema("alert").at("/properties/kind/enum")))
        .containsExactlyElementsOf(Arrays.stream(AlertKind.values()).map(AlertKind::word).toList());
    assertThat(texts(schema("alert").at("/properties/state/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(Alert.State.values()).map(Alert.State::word).toList());
    byte[] silence = alerts.toBytes(OutputExamples.alert(AlertKind.SILENCE));
    assertThat(names(JSON.readTree(silence)))
        .containsExactlyElementsOf(texts(schema("alert").get("required")));
  }

  @Test
  void windowPatternsAreAsTheirSchemaSays() throws Exception {
    JsonWriter<WindowPattern> patterns = JsonWriter.windowPatterns();
    assertMatches("window-pattern", patterns.toBytes(OutputExamples.pattern("disk 7 full")));
    assertMatches("window-pattern", patterns.toBytes(OutputExamples.gone()));
    assertMatches("window-pattern", patterns.toBytes(OutputExamples.otherPatterns()));
    List<String> changes = new ArrayList<>();
    schema("window-pattern")
        .at("/properties/change/enum")
        .forEach(change -> changes.add(change.textValue()));
    assertThat(changes)
        .containsExactlyElementsOf(
            Arrays.stream(WindowPattern.Change.values()).map(WindowPattern.Change::word).toList());
    assertCut("window-pattern", patterns.toBytes(OutputExamples.pattern("x".repeat(500)), 400));
  }

  @Test
  void whatWasCutSaysSoAsItsSchemaSays() throws Exception {
    assertCut(
        "scored-record",
        JsonWriter.scoredRecords(PositionFields.KAFKA)
            .toBytes(OutputExamples.scored("x".repeat(1000), 1), 900));
    assertCut(
        "summary",
        JsonWriter.summaries(PositionFields.KAFKA)
            .toBytes(OutputExamples.summary("x".repeat(1000)), 2000));
    assertCut(
        "alert",
        JsonWriter.alerts(PositionFields.KAFKA)
            .toBytes(
                OutputExamples.alert(AlertKind.VALUE, OutputExamples.alertLine("x".repeat(1000))),
                900));
    JsonWriter<DeadLetter> letters = JsonWriter.deadLetters(PositionFields.KAFKA, "1");
    int whole = letters.toBytes(OutputExamples.deadLetter()).length;
    assertCut("dead-letter", letters.toBytes(OutputExamples.deadLetter(), whole - 1));
  }

  private static void assertCut(String name, JsonWriter.Written written) throws Exception {
    assertThat(JSON.readTree(written.bytes()).get("cut").booleanValue()).isTrue();
    assertMatches(name, written.bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scored-record",
        "summary",
        "dead-letter",
        "work-counts",
        "alert",
        "window-pattern",
        "teaching"
      })
  void everySchemaDescribesAllItsFields(String name) throws Exception {
    JsonNode schema = schema(name);
    assertThat(schema.get("$schema").textValue())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertDescribed("/", schema);
  }

  private static void assertDescribed(String at, JsonNode schema) {
    assertThat(schema.path("description").textValue()).as("description of " + at).isNotBlank();
    schema
        .path("properties")
        .properties()
        .forEach(field -> assertDescribed(at + field.getKey(), field.getValue()));
    if (schema.has("items")) {
      assertDescribed(at + "[]", schema.get("items"));
    }
  }

  private static void assertMatches(String name, byte[] written) throws Exception {
    assertMatches(name + ":", JSON.readTree(written), schema(name));
  }

  private static void assertMatches(String at, JsonNode value, JsonNode schema) {
    assertThat(types(schema)).as("types of " + at).contains(typeOf(value, types(schema)));
    if (value.isObject() && !schema.has("properties")) { // names that the user chooses
      value.forEach(field -> assertMatches(at + "/*", field, schema.get("additionalProperties")));
    } else if (value.isObject()) {
      List<String> fields = names(value);
      assertThat(fields)
          .as("fields of " + at)
          .containsExactlyElementsOf(
              names(schema.get("properties")).stream()
                  .filter(field -> !isOptional(field, schema) || value.has(field))
                  .toList())
          .containsAll(texts(schema.get("required")));
      assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
      fields.forEach(
          field ->
              assertMatches(
                  at + "/" + field, value.get(field), schema.get("properties").get(field)));
    }
    if (value.isArray()) {
      assertThat(value).as("example of " + at).isNotEmpty();
      value.forEach(element -> assertMatches(at + "[]", element, schema.get("items")));
    }
  }

  /**
   * Whether a field is left out where it has nothing to say: a mark of a cut, a silence, part of a
   * reason or a pattern, or what a record need not carry beside its text.
   */
  private static boolean isOptional(String field, JsonNode schema) {
    JsonNode fields = schema.get("properties");
    boolean hasParts = fields.has("nats") || fields.has("change");
    return field.equals("cut")
        || field.equals("index")
        || BESIDE.contains(field)
        || field.equals("silence")
        || List.of("muted", "taught", "key", "until", "by", "note").contains(field)
            && !texts(schema.get("required")).contains(field)
        || fields.has("action") && field.equals("pattern")
        || hasParts && !texts(schema.get("required")).contains(field);
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.get("type");
    return type.isArray() ? texts(type) : List.of(type.textValue());
  }

  /** The JSON Schema type of a value; a whole number is an integer only if the schema says so. */
  private static String typeOf(JsonNode value, List<String> allowed) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() && allowed.contains("integer") ? "integer" : "number";
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.textValue()));
    return texts;
  }

  private static JsonNode schema(String name) throws Exception {
    return JSON.readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
  }
}
