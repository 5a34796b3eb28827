package org.simbastream.formats;

import java.io.Serializable;
import java.util.List;

/**
 * What the fields and headers of a record are.
 *
 * @param key the stream's key; null for Kafka's key
 * @param keyHeader the header that holds the key if no field does; null for none
 * @param keyPattern a regular expression that finds the stream's key in that key; null for all of
 *     it
 * @param text the text; null for records without fields
 * @param levelFirst whether the text begins with a level that stands outside of it, and is the
 *     whole object where it would be missing
 * @param time the event time; null for that of {@link RecordTimes}
 * @param severity the severity
 * @param scale what a severity in numbers means
 * @param trace the trace's id
 * @param span the span's id
 * @param passedOn the fields that results get
 * @param headers the headers that results get
 */
public record RecordFields(
    Template key,
    String keyHeader,
    String keyPattern,
    Template text,
    boolean levelFirst,
    FieldNames time,
    FieldNames severity,
    SeverityScale scale,
    FieldNames trace,
    FieldNames span,
    List<String> passedOn,
    List<String> headers)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The fields in which loggers and shippers write the text, in the order they are tried. */
  public static final FieldNames USUAL_TEXT =
      FieldNames.of(
          "message",
          "msg",
          "@message",
          "log",
          "short_message",
          "MESSAGE",
          "body",
          "text",
          "textPayload",
          "jsonPayload.message",
          "@m",
          "@mt",
          "RenderedMessage",
          "line",
          "event.original",
          "event",
          "_raw");

  private static final FieldNames USUAL_SEVERITY =
      FieldNames.of(
          "level",
          "severity",
          "log.level",
          "severity_text",
          "severityText",
          "SeverityText",
          "loglevel",
          "log_level",
          "logLevel",
          "levelname",
          "level_name",
          "lvl",
          "@level",
          "@l",
          "Level",
          "LEVEL",
          "severity_number",
          "severityNumber",
          "SeverityNumber",
          "levelno",
          "PRIORITY",
          "syslog.severity",
          "s");

  private static final FieldNames USUAL_TRACE =
      FieldNames.of("trace_id", "traceId", "trace.id", "traceID", "TraceId", "dd.trace_id");

  private static final FieldNames USUAL_SPAN =
      FieldNames.of("span_id", "spanId", "span.id", "spanID", "SpanId", "dd.span_id");

  /** No fields: the value is the text. */
  public static final RecordFields NONE = builder().build();

  /** The fields that the usual loggers and shippers write. */
  public static final RecordFields USUAL =
      builder().text(Template.ofFirst(USUAL_TEXT)).levelFirst(true).build();

  /** Copies the lists. */
  public RecordFields {
    passedOn = List.copyOf(passedOn);
    headers = List.copyOf(headers);
  }

  /** A builder of fields that have the usual names for severity, trace and span. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same fields, to change. */
  public Builder toBuilder() {
    return new Builder()
        .key(key)
        .keyHeader(keyHeader)
        .keyPattern(keyPattern)
        .text(text)
        .levelFirst(levelFirst)
        .time(time)
        .severity(severity, scale)
        .trace(trace, span)
        .passedOn(passedOn, headers);
  }

  /** Collects what the fields are. */
  public static final class Builder {

    private Template key;
    private String keyHeader;
    private String keyPattern;
    private Template text;
    private boolean levelFirst;
    private FieldNames time;
    private FieldNames severity = USUAL_SEVERITY;
    private SeverityScale scale = SeverityScale.AUTO;
    private FieldNames trace = USUAL_TRACE;
    private FieldNames span = USUAL_SPAN;
    private List<String> passedOn = List.of();
    private List<String> headers = List.of();

    private Builder() {}

    /** The stream's key; null for Kafka's. */
    public Builder key(Template other) {
      key = other;
      return this;
    }

    /** The header that holds the key if no field does; null for none. */
    public Builder keyHeader(String other) {
      keyHeader = other;
      return this;
    }

    /** The regular expression that finds the key in a longer one; null for none. */
    public Builder keyPattern(String other) {
      keyPattern = other;
      return this;
    }

    /** The text; null for none. */
    public Builder text(Template other) {
      text = other;
      return this;
    }

    /** Whether a level outside of the text begins it. */
    public Builder levelFirst(boolean other) {
      levelFirst = other;
      return this;
    }

    /** The event time; null for that of {@link RecordTimes}. */
    public Builder time(FieldNames other) {
      time = other;
      return this;
    }

    /** The severity, and what its numbers mean. */
    public Builder severity(FieldNames other, SeverityScale otherScale) {
      severity = other;
      scale = otherScale;
      return this;
    }

    /** The ids of the trace and the span. */
    public Builder trace(FieldNames otherTrace, FieldNames otherSpan) {
      trace = otherTrace;
      span = otherSpan;
      return this;
    }

    /** The fields and the headers that results get. */
    public Builder passedOn(List<String> fields, List<String> otherHeaders) {
      passedOn = fields;
      headers = otherHeaders;
      return this;
    }

    /** The fields. */
    public RecordFields build() {
      return new RecordFields(
          key,
          keyHeader,
          keyPattern,
          text,
          levelFirst,
          time,
          severity,
          scale,
          trace,
          span,
          passedOn,
          headers);
    }
  }
}
