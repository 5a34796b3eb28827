package org.simbastream.operators.text;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.simbastream.annotation.PublicApi;
import org.simbastream.records.IncomingRecord;
import org.simbastream.text.join.OpenRecord;

/**
 * Joins the lines of one stream, in their order: the single implementation for the job, for SQL and
 * for files. It has no state but what it is given.
 */
@PublicApi
public final class RecordJoiner {

  private final JoinSettings settings;
  private final IntConsumer joined;

  /** A joiner with those bounds. */
  public RecordJoiner(JoinSettings settings) {
    this(settings, lines -> {});
  }

  /**
   * A joiner with those bounds.
   *
   * @param joined takes the number of lines of each record that has several
   */
  public RecordJoiner(JoinSettings settings, IntConsumer joined) {
    this.settings = settings;
    this.joined = joined;
  }

  /**
   * Takes a line in. Records that are complete go out in the order of their first lines; what is no
   * text, or is rejected, goes out at once behind them.
   *
   * @param before what waited; null for nothing
   * @param line the next record of the same stream
   * @param out takes complete records
   * @return what waits now; null for nothing
   */
  public PendingLines take(PendingLines before, IncomingRecord line, Consumer<IncomingRecord> out) {
    if (!settings.on() || line.rejection() != null || line.tokens() != null) {
      end(before, out);
      out.accept(line);
      return null;
    }
    if (OpenRecord.isBlank(line.text())) {
      return takeBlank(before, line, out);
    }
    if (before != null) {
      Optional<OpenRecord> whole = before.open().with(line.text(), before.blankText());
      if (whole.isPresent() && fits(whole.get())) {
        return keepOrEnd(before.withLine(whole.get()), out);
      }
      end(before, out);
      if (whole.isPresent()) {
        return keepOrEnd(new PendingLines(line, OpenRecord.rest(line.text(), whole.get())), out);
      }
    }
    return keepOrEnd(new PendingLines(line, OpenRecord.begin(line.text())), out);
  }

  /** Ends what waits: the record goes out, then the blank line behind it. */
  public void end(PendingLines pending, Consumer<IncomingRecord> out) {
    if (pending != null) {
      if (pending.open().lines() > 1) {
        joined.accept(pending.open().lines());
      }
      out.accept(pending.joined());
      if (pending.blank() != null) {
        out.accept(pending.blank());
      }
    }
  }

  private PendingLines takeBlank(
      PendingLines before, IncomingRecord line, Consumer<IncomingRecord> out) {
    if (before != null && before.blank() == null && before.open().passes(line.text())) {
      return before.withBlank(line);
    }
    end(before, out);
    out.accept(line);
    return null;
  }

  private PendingLines keepOrEnd(PendingLines pending, Consumer<IncomingRecord> out) {
    if (!pending.open().isClosed()) {
      return pending;
    }
    end(pending, out);
    return null;
  }

  private boolean fits(OpenRecord whole) {
    return whole.lines() <= settings.maxLines() && whole.bytes() <= settings.maxBytes();
  }
}
