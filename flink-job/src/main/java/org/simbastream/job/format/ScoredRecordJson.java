package org.simbastream.job.format;

import java.io.IOException;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.StreamPattern;

/** A scored record as JSON: {@code docs/schemas/scored-record.schema.json}. */
final class ScoredRecordJson implements RecordJson<ScoredRecord> {

  private static final long serialVersionUID = 1L;

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
    if (fields.isStreamed()) {
      fields.key(scored.key());
    }
    fields.position(scored.position());
    if (fields.isStreamed()) {
      fields.number("time", scored.time());
    }
    fields.text("text", scored.text());
    fields.number("score", scored.score());
    fields.why(scored.why());
    if (scored.pattern() != null) {
      fields.object("pattern", scored.pattern(), ScoredRecordJson::writePattern);
    }
    if (fields.isStreamed()) {
      fields.number("windowStart", scored.windowStart());
      fields.number("windowEnd", scored.windowEnd());
    }
    fields.number("depthMean", scored.depthMean());
    fields.number("depthMax", scored.depthMax());
    fields.number("tokens", scored.tokens());
    if (fields.isStreamed()) {
      fields.flag("late", scored.late());
    }
    fields.flag("truncated", scored.truncated());
    if (scored.muted()) {
      fields.flag("muted", true);
    } else if (scored.taught() != null) {
      fields.string("taught", scored.taught().word());
    }
    fields.attributes(scored.attributes());
  }

  private static void writePattern(StreamPattern pattern, FieldWriter fields) throws IOException {
    fields.string("id", pattern.name());
    fields.text("text", pattern.text());
    fields.flag("new", pattern.isNew());
  }
}
