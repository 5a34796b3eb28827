package org.simbastream.job.format;

import java.io.IOException;
import org.simbastream.records.Highlight;
import org.simbastream.records.Silence;
import org.simbastream.records.WindowSummary;

/** A window's summary as JSON: {@code docs/schemas/summary.schema.json}. */
final class WindowSummaryJson implements RecordJson<WindowSummary> {

  private static final long serialVersionUID = 1L;

  @Override
  public String key(WindowSummary summary) {
    return summary.key();
  }

  @Override
  public long time(WindowSummary summary) {
    return summary.windowEnd() - 1;
  }

  @Override
  public void write(WindowSummary summary, FieldWriter fields) throws IOException {
    fields.key(summary.key());
    fields.number("windowStart", summary.windowStart());
    fields.number("windowEnd", summary.windowEnd());
    fields.number("records", summary.records());
    fields.number("tokens", summary.tokens());
    fields.number("workRatio", summary.workRatio());
    fields.number("keepLast", summary.keepLast());
    fields.string("model", summary.model());
    fields.texts("gist", summary.gist());
    if (!summary.text().isEmpty()) {
      fields.text("text", summary.text());
    }
    fields.objects("highlights", summary.highlights(), WindowSummaryJson::writeHighlight);
    fields.texts("newPatterns", summary.newPatterns());
    if (summary.muted() > 0) {
      fields.number("muted", summary.muted());
    }
    if (summary.silence() != null) {
      fields.object("silence", summary.silence(), WindowSummaryJson::writeSilence);
    }
  }

  private static void writeSilence(Silence silence, FieldWriter fields) throws IOException {
    fields.number("since", silence.since());
    fields.number("windows", silence.windows());
    fields.number("score", silence.score());
  }

  private static void writeHighlight(Highlight highlight, FieldWriter fields) throws IOException {
    fields.text("text", highlight.text());
    fields.number("score", highlight.score());
    fields.why(highlight.why());
    fields.number("count", highlight.count());
    fields.number("time", highlight.time());
    fields.position(highlight.position());
    fields.attributes(highlight.attributes());
  }
}
