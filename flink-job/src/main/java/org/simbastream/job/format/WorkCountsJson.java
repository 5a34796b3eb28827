package org.simbastream.job.format;

import java.io.IOException;
import java.util.Arrays;
import org.simbastream.records.WorkCounts;

/** The work of one key in one window as JSON: {@code docs/schemas/work-counts.schema.json}. */
final class WorkCountsJson implements RecordJson<WorkCounts> {

  private static final long serialVersionUID = 1L;

  @Override
  public String key(WorkCounts work) {
    return work.key();
  }

  @Override
  public long time(WorkCounts work) {
    return work.windowEnd() - 1;
  }

  @Override
  public void write(WorkCounts work, FieldWriter fields) throws IOException {
    fields.key(work.key());
    fields.number("windowStart", work.windowStart());
    fields.number("windowEnd", work.windowEnd());
    fields.number("tokens", work.tokens());
    fields.numbers("tokensByLayer", work.tokensByLayer());
    fields.number("workRatio", workRatio(work));
    fields.number("scoringRatio", work.scoringRatio());
    fields.number("readoutRatio", work.readoutRatio());
  }

  /** Token-layers computed divided by those of dense Mamba; NaN without tokens. */
  private static double workRatio(WorkCounts work) {
    double dense = (double) work.tokens() * work.tokensByLayer().length;
    return Arrays.stream(work.tokensByLayer()).sum() / dense;
  }
}
