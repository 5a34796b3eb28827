package org.simbastream.job.format;

import java.io.IOException;
import org.simbastream.records.WindowPattern;

/**
 * How often a pattern came in one window as JSON: {@code docs/schemas/window-pattern.schema.json}.
 */
final class WindowPatternJson implements RecordJson<WindowPattern> {

  private static final long serialVersionUID = 1L;

  /** In place of an id: all records that are not counted by a pattern. */
  private static final String OTHER = "other";

  @Override
  public String key(WindowPattern pattern) {
    return pattern.key();
  }

  @Override
  public long time(WindowPattern pattern) {
    return pattern.windowEnd() - 1;
  }

  @Override
  public void write(WindowPattern pattern, FieldWriter fields) throws IOException {
    fields.key(pattern.key());
    fields.number("windowStart", pattern.windowStart());
    fields.number("windowEnd", pattern.windowEnd());
    fields.number("records", pattern.records());
    fields.string("id", pattern.pattern() == null ? OTHER : pattern.pattern().name());
    fields.number("count", pattern.count());
    fields.string("change", pattern.change().word());
    if (pattern.pattern() == null) {
      return;
    }
    fields.text("text", pattern.pattern().text());
    fields.number("usual", pattern.usual());
    if (pattern.firstTime() != WindowPattern.UNKNOWN) {
      fields.number("firstTime", pattern.firstTime());
    }
    fields.number("lastTime", pattern.lastTime());
    fields.text("example", pattern.example());
  }
}
