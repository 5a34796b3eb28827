package org.simbastream.operators.keyed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of a key's last records. Texts, not tokens: another model may come with another
 * tokenizer, to which these tokens would mean something else.
 *
 * @param texts (records): each in UTF-8, oldest first; immutable by contract
 */
public record RecentRecords(List<byte[]> texts) {

  /** A key that kept none. */
  public static final RecentRecords NONE = new RecentRecords(List.of());

  /** The most that one key keeps, in bytes of text. */
  public static final int MAX_BYTES = 64 * 1024;

  /**
   * With more records; the oldest go where the bounds ask for it. A record longer than all that may
   * be kept is left out, since it would push all others out.
   *
   * @param moreTexts oldest first
   * @param maxRecords how many are kept at most
   */
  RecentRecords plus(List<String> moreTexts, int maxRecords) {
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

  /** How large the texts are. */
  int bytes() {
    int bytes = 0;
    for (byte[] text : texts) {
      bytes += text.length;
    }
    return bytes;
  }
}
