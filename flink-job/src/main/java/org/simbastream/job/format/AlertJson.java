package org.simbastream.job.format;

import java.io.IOException;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertLine;

/** An alert as JSON: {@code docs/schemas/alert.schema.json}. */
final class AlertJson implements RecordJson<Alert> {

  private static final long serialVersionUID = 1L;

  /** Kind and stream, so that a compacted topic keeps one alert of each kind of each stream. */
  @Override
  public String key(Alert alert) {
    return alert.kind().word() + "/" + alert.key();
  }

  @Override
  public long time(Alert alert) {
    return alert.lastSeen();
  }

  @Override
  public void write(Alert alert, FieldWriter fields) throws IOException {
    fields.key(alert.key());
    fields.string("kind", alert.kind().word());
    fields.string("state", alert.state().word());
    fields.string("id", alert.id());
    fields.number("sequence", alert.sequence());
    fields.number("firstSeen", alert.firstSeen());
    fields.number("lastSeen", alert.lastSeen());
    fields.number("count", alert.count());
    fields.number("score", alert.score());
    fields.objects("lines", alert.lines(), AlertJson::writeLine);
    fields.number("suppressed", alert.suppressed());
  }

  private static void writeLine(AlertLine line, FieldWriter fields) throws IOException {
    fields.text("text", line.text());
    fields.number("score", line.score());
    fields.why(line.why());
    fields.number("time", line.time());
    fields.position(line.position());
  }
}
