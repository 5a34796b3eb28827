package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.RejectedException;

/** Reads OpenTelemetry's log records in protobuf: LogsData, or a request that exports logs. */
final class OtlpProtobuf {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final HexFormat HEX = HexFormat.of();

  /** Field 1, the logs of a resource, with its length. */
  private static final byte FIRST_BYTE = 0x0a;

  private OtlpProtobuf() {}

  /**
   * Reads the log records of a value.
   *
   * @throws RejectedException if the bytes are no such message, or one of another signal
   */
  static List<Decoded> read(byte[] value) throws RejectedException {
    LogsData data;
    try {
      data = LogsData.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw Malformed.value("OpenTelemetry's logs in protobuf", e.getMessage());
    }
    if (!data.getUnknownFields().asMap().isEmpty()) {
      throw Malformed.value("OpenTelemetry's logs in protobuf", "it has other fields");
    }
    List<Decoded> records = new ArrayList<>();
    for (ResourceLogs ofResource : data.getResourceLogsList()) {
      ObjectNode resource = attributes(ofResource.getResource().getAttributesList());
      for (ScopeLogs ofScope : ofResource.getScopeLogsList()) {
        ObjectNode scope = scope(ofScope.getScope());
        for (LogRecord record : ofScope.getLogRecordsList()) {
          records.add(Decoded.of(record(record, resource, scope)));
        }
      }
    }
    return records;
  }

  /**
   * Reads the log records of a value that surely holds some: it is not text, it holds nothing
   * unknown, and each record has a time.
   */
  static Optional<List<Decoded>> readIfSure(byte[] value) {
    if (value.length < 2 || value[0] != FIRST_BYTE || !isBinary(value)) {
      return Optional.empty();
    }
    try {
      List<Decoded> records = read(value);
      boolean sure =
          !records.isEmpty()
              && records.stream()
                  .allMatch(
                      record ->
                          record instanceof Decoded.Fields fields
                              && fields.object().has(EventFields.TIME));
      return sure ? Optional.of(records) : Optional.empty();
    } catch (RejectedException e) {
      return Optional.empty();
    }
  }

  /** Whether there is a byte that no text has. */
  private static boolean isBinary(byte[] value) {
    for (byte b : value) {
      if (b >= 0 && b < '\t') {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode record(LogRecord log, ObjectNode resource, ObjectNode scope) {
    EventFields fields = EventFields.ofNew();
    fields.put(OtlpRecord.TIME, time(log.getTimeUnixNano()));
    fields.put(OtlpRecord.OBSERVED, time(log.getObservedTimeUnixNano()));
    if (log.getSeverityNumberValue() != 0) {
      fields.put(OtlpRecord.SEVERITY_NUMBER, NODES.numberNode(log.getSeverityNumberValue()));
    }
    fields.put(OtlpRecord.SEVERITY_TEXT, log.getSeverityText());
    fields.put(OtlpRecord.EVENT_NAME, log.getEventName());
    fields.put(OtlpRecord.BODY, value(log.getBody()));
    fields.put(OtlpRecord.TRACE_ID, hex(log.getTraceId()));
    fields.put(OtlpRecord.SPAN_ID, hex(log.getSpanId()));
    if (log.getAttributesCount() > 0) {
      fields.put(OtlpRecord.ATTRIBUTES, attributes(log.getAttributesList()));
    }
    fields.put(OtlpRecord.RESOURCE, resource);
    fields.put(OtlpRecord.SCOPE, scope);
    return OtlpRecord.complete(fields);
  }

  private static ObjectNode scope(InstrumentationScope scope) {
    ObjectNode node = attributes(scope.getAttributesList());
    if (!scope.getName().isEmpty()) {
      node.put("name", scope.getName());
    }
    if (!scope.getVersion().isEmpty()) {
      node.put("version", scope.getVersion());
    }
    return node;
  }

  private static ObjectNode attributes(List<KeyValue> attributes) {
    ObjectNode node = NODES.objectNode();
    for (KeyValue attribute : attributes) {
      node.set(attribute.getKey(), value(attribute.getValue()));
    }
    return node;
  }

  /** A value as JSON; protobuf's parser bounds how deep it is nested. */
  private static JsonNode value(AnyValue value) {
    switch (value.getValueCase()) {
      case STRING_VALUE:
        return NODES.textNode(value.getStringValue());
      case BOOL_VALUE:
        return NODES.booleanNode(value.getBoolValue());
      case INT_VALUE:
        return NODES.numberNode(value.getIntValue());
      case DOUBLE_VALUE:
        return NODES.numberNode(value.getDoubleValue());
      case BYTES_VALUE:
        return NODES.textNode(
            Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE:
        ArrayNode array = NODES.arrayNode();
        value.getArrayValue().getValuesList().forEach(element -> array.add(value(element)));
        return array;
      case KVLIST_VALUE:
        return attributes(value.getKvlistValue().getValuesList());
      default:
        return NODES.nullNode();
    }
  }

  /** Nanoseconds since the epoch, an unsigned number; null for 0, which stands for none. */
  private static String time(long nanos) {
    return nanos == 0 ? null : Long.toUnsignedString(nanos);
  }

  private static String hex(ByteString id) {
    return HEX.formatHex(id.toByteArray());
  }
}
