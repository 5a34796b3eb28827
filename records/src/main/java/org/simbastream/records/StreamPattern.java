package org.simbastream.records;

import java.util.HexFormat;
import org.simbastream.annotation.PublicApi;

/**
 * The kind of record that a stream repeats: the words of a text, and {@link #VALUE} where words
 * stand that name only an instance.
 *
 * <p>The id is a digest of all of its words: equal patterns have the same id on every stream, after
 * every restart and on every machine, and so have equal texts. Only where sixty different words
 * have stood in one place of a stream's records, as names of users, words are values from then on;
 * the id then is that of the more general pattern.
 *
 * @param id a 64-bit digest of the pattern's words
 * @param text the words in order, {@link #MAX_TEXT} characters at most; an ellipsis marks a cut
 * @param isNew whether the stream had shown nothing like it before, as far as it remembers
 */
@PublicApi
public record StreamPattern(long id, String text, boolean isNew) {

  /** What stands for one or more values side by side. */
  public static final String VALUE = "<*>";

  /** The greatest length of the text, in characters. */
  public static final int MAX_TEXT = 256;

  private static final HexFormat HEX = HexFormat.of();

  /** The id as results name it: sixteen hexadecimal digits. */
  public String name() {
    return name(id);
  }

  /** An id as results name it: sixteen hexadecimal digits. */
  public static String name(long id) {
    return HEX.toHexDigits(id);
  }
}
