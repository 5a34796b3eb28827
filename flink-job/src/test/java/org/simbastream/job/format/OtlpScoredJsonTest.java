package org.simbastream.job.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.simbastream.formats.RecordReader;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.records.Attributes;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.Teaching;

/** Scored records as OpenTelemetry's logs, held against the classes of its own definition. */
class OtlpScoredJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final long TIME = 1_764_550_000_123L;

  private final JsonWriter<ScoredRecord> writer = JsonWriter.scoredRecordsAsOtlp();

  @Test
  void itIsALogRecordOfOpenTelemetry() throws IOException {
    LogsData data = read(writer.toJson(scored("disk 7 full", TRACE, SPAN)));
    assertThat(data.getResourceLogs(0).getResource().getAttributes(0).getKey())
        .isEqualTo("service.name");
    assertThat(data.getResourceLogs(0).getResource().getAttributes(0).getValue().getStringValue())
        .isEqualTo("host-a");
    LogRecord log = log(data);
    assertThat(log.getTimeUnixNano()).isEqualTo(TIME * 1_000_000);
    assertThat(log.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_ERROR);
    assertThat(log.getBody().getStringValue()).isEqualTo("disk 7 full");
    assertThat(HexFormat.of().formatHex(log.getTraceId().toByteArray())).isEqualTo(TRACE);
    assertThat(HexFormat.of().formatHex(log.getSpanId().toByteArray())).isEqualTo(SPAN);
    Map<String, AnyValue> attributes = attributes(log);
    assertThat(attributes.get("simba.score").getDoubleValue()).isEqualTo(4.5);
    assertThat(attributes.get("log.record.template").getStringValue()).isEqualTo("disk <*> full");
    assertThat(attributes.get("simba.pattern.new").getBoolValue()).isTrue();
    assertThat(attributes.get("simba.offset").getIntValue()).isEqualTo(42);
    assertThat(attributes.get("simba.fields.pod").getStringValue()).isEqualTo("web-1");
    List<AnyValue> why = attributes.get("simba.why").getArrayValue().getValuesList();
    assertThat(why).hasSize(2);
    assertThat(why.get(0).getKvlistValue().getValuesList())
        .extracting(KeyValue::getKey)
        .containsExactly("kind", "from", "to", "nats", "expected");
    assertThat(attributes.get("simba.taught").getStringValue()).isEqualTo("good-catch");
    assertThat(attributes).doesNotContainKeys("simba.cut", "simba.muted");
  }

  @Test
  void idsThatAreNoneOfOpenTelemetrysAreAttributes() throws IOException {
    LogRecord log = log(read(writer.toJson(scored("x", "4bf9", "7"))));
    assertThat(log.getTraceId().isEmpty()).isTrue();
    assertThat(attributes(log).get("simba.trace_id").getStringValue()).isEqualTo("4bf9");
    assertThat(attributes(log).get("simba.span_id").getStringValue()).isEqualTo("7");
  }

  @Test
  void itKeepsWithinALimitAndSaysSo() throws IOException {
    for (int limit : new int[] {1_400, 5_000, 100_000}) {
      byte[] bytes = writer.toBytes(scored("é\"\n".repeat(50_000), TRACE, SPAN), limit).bytes();
      assertThat(bytes.length).isLessThanOrEqualTo(limit);
      LogRecord log = log(read(new String(bytes, UTF_8)));
      assertThat(log.getBody().getStringValue()).endsWith("…");
      assertThat(attributes(log).get("simba.cut").getBoolValue()).isTrue();
    }
  }

  @Test
  void theProjectsOwnPresetReadsItAgain() {
    RecordReader reader =
        new RecordReader(
            SimbaConfiguration.of(Map.of("simba.record.preset", "otlp")).recordFormat(),
            () -> TIME + Duration.ofHours(1).toMillis());
    IncomingRecord read =
        reader.read(
            new Position("scored", 0, 0),
            TIME,
            null,
            writer.toBytes(scored("ERROR disk 7 full", TRACE, SPAN)));
    assertThat(read.rejection()).isNull();
    assertThat(read.key()).isEqualTo("host-a");
    assertThat(read.time()).isEqualTo(TIME);
    assertThat(read.text()).isEqualTo("ERROR disk 7 full");
    assertThat(read.attributes().severity()).isEqualTo(Severity.ERROR);
    assertThat(read.attributes().traceId()).isEqualTo(TRACE);
    assertThat(read.attributes().spanId()).isEqualTo(SPAN);
  }

  private static ScoredRecord scored(String text, String trace, String span) {
    ScoredRecord example = OutputExamples.scoredWithAttributes();
    return new ScoredRecord(
        "host-a",
        example.position(),
        TIME,
        text,
        4.5,
        2.5,
        6,
        17,
        true,
        false,
        example.why(),
        new Attributes(Severity.ERROR, trace, span, Map.of("pod", "web-1"), Map.of("h", "v"), true),
        example.pattern(),
        0,
        60_000,
        Teaching.Action.GOOD_CATCH);
  }

  private static LogRecord log(LogsData data) {
    return data.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
  }

  private static Map<String, AnyValue> attributes(LogRecord log) {
    return log.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  private static LogsData read(String json) throws IOException {
    LogsData.Builder data = LogsData.newBuilder();
    merge(JSON.readTree(json), data);
    return data.build();
  }

  /**
   * Reads OTLP's JSON by the definition of the messages: names in lowerCamelCase and no others, 64
   * bits as strings, enumerations as numbers, ids in hexadecimal digits.
   */
  private static void merge(JsonNode object, Message.Builder message) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      FieldDescriptor field =
          message.getDescriptorForType().getFields().stream()
              .filter(f -> f.getJsonName().equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no field " + name));
      if (field.isRepeated()) {
        object.get(name).forEach(e -> message.addRepeatedField(field, value(e, field, message)));
      } else {
        message.setField(field, value(object.get(name), field, message));
      }
    }
  }

  private static Object value(JsonNode json, FieldDescriptor field, Message.Builder message) {
    switch (field.getType()) {
      case MESSAGE:
        Message.Builder inner = message.newBuilderForField(field);
        merge(json, inner);
        return inner.build();
      case STRING:
        return json.textValue();
      case BOOL:
        assertThat(json.isBoolean()).isTrue();
        return json.booleanValue();
      case DOUBLE:
        assertThat(json.isNumber()).isTrue();
        return json.doubleValue();
      case ENUM:
        return field.getEnumType().findValueByNumber(json.intValue());
      case BYTES:
        return ByteString.copyFrom(HexFormat.of().parseHex(json.textValue()));
      case INT64, FIXED64:
        return Long.parseUnsignedLong(json.textValue());
      default:
        throw new AssertionError("no field of " + field.getType() + " is expected");
    }
  }
}
