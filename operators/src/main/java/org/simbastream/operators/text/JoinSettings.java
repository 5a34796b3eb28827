package org.simbastream.operators.text;

import java.io.Serializable;
import java.time.Duration;
import org.simbastream.annotation.PublicApi;

/**
 * Whether lines are joined to records, and the bounds of a record.
 *
 * @param on whether they are joined
 * @param maxLines the greatest number of lines of a record, at least 2
 * @param maxBytes the greatest length of a joined text in UTF-8, in bytes
 * @param maxWait the processing time for which a record waits for a further line
 */
@PublicApi
public record JoinSettings(boolean on, int maxLines, int maxBytes, Duration maxWait)
    implements Serializable {

  /** Lines are joined, up to 500 and 256 KiB, with a wait of a second. */
  public static final JoinSettings DEFAULT =
      new JoinSettings(true, 500, 256 << 10, Duration.ofSeconds(1));

  /** No lines are joined. */
  public static final JoinSettings OFF =
      new JoinSettings(false, DEFAULT.maxLines(), DEFAULT.maxBytes(), DEFAULT.maxWait());

  private static final long serialVersionUID = 1L;

  /** Checks the bounds. */
  public JoinSettings {
    if (maxLines < 2 || maxBytes < 1 || maxWait.toMillis() < 1) {
      throw new IllegalArgumentException(
          "a record of %d lines and %d bytes after %s can't be joined"
              .formatted(maxLines, maxBytes, maxWait));
    }
  }
}
