package org.simbastream.job.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.simbastream.job.options.JobVersion;
import org.simbastream.records.Attributes;
import org.simbastream.records.Deviation;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;

/**
 * A scored record as OpenTelemetry's logs in JSON, for log stores: one resource, the stream, with
 * one log record. {@code docs/presets.md} lists its attributes.
 */
final class OtlpScoredJson implements RecordJson<ScoredRecord> {

  private static final long serialVersionUID = 1L;

  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-fA-F]{16}");

  /** The last millisecond whose nanoseconds OTLP's 64 bits hold. */
  private static final long LAST_TIME = 18_446_744_073_708L;

  @Override
  public String key(ScoredRecord scored) {
    return scored.key();
  }

  @Override
  public long time(ScoredRecord scored) {
    return scored.time();
  }

  @Override
  public void write(ScoredRecord scored, FieldWriter fields) throws IOException {
    fields.only("resourceLogs", scored, OtlpScoredJson::writeResource);
  }

  /** Said in an attribute, since receivers need not know other fields. */
  @Override
  public void writeCut(FieldWriter fields) {}

  private static void writeResource(ScoredRecord scored, FieldWriter fields) throws IOException {
    fields.object(
        "resource",
        fields.shortenedKey(scored.key()),
        (key, out) ->
            out.all(
                "attributes",
                List.of(new OtlpAttribute("service.name", key)),
                OtlpAttribute::write));
    fields.only("scopeLogs", scored, OtlpScoredJson::writeScope);
  }

  private static void writeScope(ScoredRecord scored, FieldWriter fields) throws IOException {
    fields.object(
        "scope",
        JobVersion.VERSION,
        (version, out) -> {
          out.string("name", "simba-stream");
          out.string("version", version);
        });
    fields.only("logRecords", scored, OtlpScoredJson::writeRecord);
  }

  private static void writeRecord(ScoredRecord scored, FieldWriter fields) throws IOException {
    Attributes beside = scored.attributes();
    long time = Math.max(0, Math.min(scored.time(), LAST_TIME));
    fields.string("timeUnixNano", time == 0 ? "0" : time + "000000");
    if (beside.severity() != null) {
      fields.number("severityNumber", 4L * beside.severity().ordinal() + 1);
      fields.string("severityText", beside.severity().name());
    }
    fields.object("body", scored.text(), (text, out) -> out.text("stringValue", text));
    boolean trace = TRACE_ID.matcher(beside.traceId()).matches();
    boolean span = SPAN_ID.matcher(beside.spanId()).matches();
    if (trace) {
      fields.string("traceId", beside.traceId());
    }
    if (span) {
      fields.string("spanId", beside.spanId());
    }
    List<OtlpAttribute> all = new ArrayList<>();
    addScore(scored, fields, all);
    addPosition(scored.position(), all);
    if (!trace && !beside.traceId().isEmpty()) {
      all.add(new OtlpAttribute("simba.trace_id", beside.traceId()));
    }
    if (!span && !beside.spanId().isEmpty()) {
      all.add(new OtlpAttribute("simba.span_id", beside.spanId()));
    }
    if (beside.timeUnreadable()) {
      all.add(new OtlpAttribute("simba.time_unreadable", true));
    }
    addStrings("simba.fields.", beside.fields(), fields, all);
    addStrings("simba.headers.", beside.headers(), fields, all);
    if (fields.isCut()) {
      all.add(new OtlpAttribute("simba.cut", true));
    }
    fields.all("attributes", all, OtlpAttribute::write);
  }

  private static void addScore(ScoredRecord scored, FieldWriter fields, List<OtlpAttribute> all) {
    if (Double.isFinite(scored.score())) {
      all.add(new OtlpAttribute("simba.score", scored.score()));
    }
    List<List<OtlpAttribute>> why =
        fields.written(scored.why()).stream().map(OtlpScoredJson::reason).toList();
    if (!why.isEmpty()) {
      all.add(new OtlpAttribute("simba.why", new OtlpAttribute.Objects(why)));
    }
    if (scored.pattern() != null) {
      all.add(
          new OtlpAttribute("log.record.template", fields.shortenedText(scored.pattern().text())));
      all.add(new OtlpAttribute("simba.pattern.id", scored.pattern().name()));
      all.add(new OtlpAttribute("simba.pattern.new", scored.pattern().isNew()));
    }
    all.add(new OtlpAttribute("simba.window.start", scored.windowStart()));
    all.add(new OtlpAttribute("simba.window.end", scored.windowEnd()));
    all.add(new OtlpAttribute("simba.depth.mean", scored.depthMean()));
    all.add(new OtlpAttribute("simba.depth.max", scored.depthMax()));
    all.add(new OtlpAttribute("simba.tokens", scored.tokens()));
    all.add(new OtlpAttribute("simba.late", scored.late()));
    all.add(new OtlpAttribute("simba.truncated", scored.truncated()));
    if (scored.muted()) {
      all.add(new OtlpAttribute("simba.muted", true));
    } else if (scored.taught() != null) {
      all.add(new OtlpAttribute("simba.taught", scored.taught().word()));
    }
  }

  private static List<OtlpAttribute> reason(Deviation reason) {
    List<OtlpAttribute> all = new ArrayList<>();
    all.add(new OtlpAttribute("kind", reason.kind().word()));
    if (reason.from() >= 0) {
      all.add(new OtlpAttribute("from", reason.from()));
      all.add(new OtlpAttribute("to", reason.to()));
    }
    all.add(new OtlpAttribute("nats", reason.roundedNats()));
    if (!reason.expected().isEmpty()) {
      all.add(new OtlpAttribute("expected", reason.expected()));
    }
    return all;
  }

  private static void addPosition(Position position, List<OtlpAttribute> all) {
    all.add(new OtlpAttribute("simba.topic", position.topic()));
    all.add(new OtlpAttribute("simba.partition", position.partition()));
    all.add(new OtlpAttribute("simba.offset", position.offset()));
    if (position.index() != 0) {
      all.add(new OtlpAttribute("simba.index", position.index()));
    }
  }

  private static void addStrings(
      String prefix, Map<String, String> values, FieldWriter fields, List<OtlpAttribute> all) {
    fields
        .written(values)
        .forEach(
            (name, value) ->
                all.add(new OtlpAttribute(prefix + name, fields.shortenedText(value))));
  }
}
