package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.records.Attributes;
import org.simbastream.records.Position;
import org.simbastream.records.Severity;

/**
 * What a record has beside its text, and its index in its value: one byte that says what there is,
 * and then only that. Most records have a severity at most, in two bytes.
 */
final class Beside {

  private static final int SEVERITY = 1;
  private static final int TRACE = 1 << 1;
  private static final int SPAN = 1 << 2;
  private static final int FIELDS = 1 << 3;
  private static final int HEADERS = 1 << 4;
  private static final int TIME_UNREADABLE = 1 << 5;
  private static final int INDEX = 1 << 6;

  private static final Severity[] SEVERITIES = Severity.values();

  private Beside() {}

  static void write(Attributes attributes, Position position, DataOutputView out)
      throws IOException {
    Severity severity = attributes.severity();
    out.writeByte(
        flag(SEVERITY, severity != null)
            | flag(TRACE, !attributes.traceId().isEmpty())
            | flag(SPAN, !attributes.spanId().isEmpty())
            | flag(FIELDS, !attributes.fields().isEmpty())
            | flag(HEADERS, !attributes.headers().isEmpty())
            | flag(TIME_UNREADABLE, attributes.timeUnreadable())
            | flag(INDEX, position.index() != 0));
    if (severity != null) {
      out.writeByte(severity.ordinal());
    }
    writeIfAny(attributes.traceId(), out);
    writeIfAny(attributes.spanId(), out);
    writeIfAny(attributes.fields(), out);
    writeIfAny(attributes.headers(), out);
    if (position.index() != 0) {
      out.writeInt(position.index());
    }
  }

  /** What was written of one record. */
  record Read(Attributes attributes, int index) {

    /** A record of a version that had nothing beside the text. */
    static final Read NOTHING = new Read(Attributes.NONE, 0);
  }

  static Read read(DataInputView in) throws IOException {
    int flags = in.readUnsignedByte();
    if (flags == 0) {
      return Read.NOTHING;
    }
    Attributes attributes =
        new Attributes(
            has(flags, SEVERITY) ? readSeverity(in) : null,
            has(flags, TRACE) ? Records.readString(in) : "",
            has(flags, SPAN) ? Records.readString(in) : "",
            has(flags, FIELDS) ? readMap(in) : Map.of(),
            has(flags, HEADERS) ? readMap(in) : Map.of(),
            has(flags, TIME_UNREADABLE));
    return new Read(attributes, has(flags, INDEX) ? in.readInt() : 0);
  }

  private static Severity readSeverity(DataInputView in) throws IOException {
    int ordinal = in.readUnsignedByte();
    if (ordinal >= SEVERITIES.length) {
      throw new IOException("damaged state: a severity of " + ordinal);
    }
    return SEVERITIES[ordinal];
  }

  private static void writeIfAny(String id, DataOutputView out) throws IOException {
    if (!id.isEmpty()) {
      StringValue.writeString(id, out);
    }
  }

  private static void writeIfAny(Map<String, String> values, DataOutputView out)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.writeInt(values.size());
    for (Map.Entry<String, String> entry : values.entrySet()) {
      StringValue.writeString(entry.getKey(), out);
      StringValue.writeString(entry.getValue(), out);
    }
  }

  private static Map<String, String> readMap(DataInputView in) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      values.put(Records.readString(in), Records.readString(in));
    }
    return values;
  }

  private static int flag(int flag, boolean set) {
    return set ? flag : 0;
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
