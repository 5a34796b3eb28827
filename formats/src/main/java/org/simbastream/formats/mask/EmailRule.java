package org.simbastream.formats.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Mail addresses with a domain of two names at least, also with {@code %40} as in URLs, and with
 * letters beyond ASCII, in UTF-8 read as ISO-8859-1 too.
 */
final class EmailRule implements MaskRule {

  private static final String LETTER = "\\pL\\pN\\x{80}-\\x{ff}";

  /** The last name of a domain begins with a letter, unlike that of a version behind an @. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          ("[" + LETTER + "._+-]+(?:@|%40)[" + LETTER + "-]+")
              + ("(?:\\.[" + LETTER + "-]+)*\\.[\\pL\\x{80}-\\x{ff}][" + LETTER + "-]+"));

  @Override
  public void find(String text, Found found) {
    if (text.indexOf('@') < 0 && !text.contains("%40")) {
      return;
    }
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      found.add(matcher.start(), matcher.end());
    }
  }
}
