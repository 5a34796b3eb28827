package org.simbastream.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.annotation.Internal;

/**
 * The texts of a key's last records. It keeps texts, not tokens: another model may have another
 * tokenizer, in which these tokens have other meanings.
 *
 * @param texts (records): each in UTF-8, oldest first; immutable by contract
 */
@Internal
public record RecentRecords(List<byte[]> texts) {

  /** A key without kept records. */
  public static final RecentRecords NONE = new RecentRecords(List.of());

  /** The most that one key keeps, in bytes of text. */
  public static final int MAX_BYTES = 64 * 1024;

  /**
   * These records with more records added; the oldest are dropped to stay within the bounds. A
   * record larger than {@link #MAX_BYTES} is left out, since it would displace all others.
   *
   * @param moreTexts oldest first
   * @param maxRecords the greatest number of records kept
   */
  public RecentRecords plus(List<String> moreTexts, int maxRecords) {
    List<byte[]> all = new ArrayList<>(texts);
    for (String text : moreTexts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length <= MAX_BYTES) {
        all.add(bytes);
      }
    }
    int from = all.size();
    int kept = 0;
    while (from > 0 && all.size() - from < maxRecords) {
      kept += all.get(from - 1).length;
      if (kept > MAX_BYTES) {
        break;
      }
      from--;
    }
    return new RecentRecords(List.copyOf(all.subList(from, all.size())));
  }

  /** The size of the texts in bytes. */
  public int bytes() {
    int bytes = 0;
    for (byte[] text : texts) {
      bytes += text.length;
    }
    return bytes;
  }
}
