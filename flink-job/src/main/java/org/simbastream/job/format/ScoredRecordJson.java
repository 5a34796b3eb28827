package org.simbastream.job.format;

import java.io.IOException;
import org.simbastream.records.ScoredRecord;

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
    fields.number("depthMean", scored.depthMean());
    fields.number("depthMax", scored.depthMax());
    fields.number("tokens", scored.tokens());
    if (fields.isStreamed()) {
      fields.flag("late", scored.late());
    }
    fields.flag("truncated", scored.truncated());
    fields.attributes(scored.attributes());
  }
}
