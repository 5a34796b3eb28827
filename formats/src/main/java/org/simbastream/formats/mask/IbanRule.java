package org.simbastream.formats.mask;

import org.apache.commons.validator.routines.IBANValidator;

/** Numbers of bank accounts, in capitals, in one or in groups with a space or dash between. */
final class IbanRule implements MaskRule {

  private static final IBANValidator FORMATS = IBANValidator.getInstance();

  /** The country's two letters and the two check digits. */
  private static final int HEAD = 4;

  @Override
  public void find(String text, Found found) {
    for (int at = 0; at + HEAD <= text.length(); at++) {
      if (isCapital(text.charAt(at))
          && isCapital(text.charAt(at + 1))
          && Edges.isDigit(text.charAt(at + 2))
          && Edges.isDigit(text.charAt(at + 3))
          && Edges.begins(text, at)) {
        int end = end(text, at);
        if (end > at) {
          found.add(at, end);
          at = end - 1;
        }
      }
    }
  }

  /** The position behind the number that begins at a position; 0 if none does. */
  private static int end(String text, int from) {
    IBANValidator.Validator format = FORMATS.getValidator(text.substring(from, from + 2));
    if (format == null) {
      return 0;
    }
    StringBuilder number = new StringBuilder(format.getIbanLength());
    int at = from;
    while (at < text.length() && number.length() < format.getIbanLength()) {
      char c = text.charAt(at);
      if (isCapital(c) || Edges.isDigit(c)) {
        number.append(c);
      } else if (c != ' ' && c != '-' || text.charAt(at - 1) == c) {
        return 0;
      }
      at++;
    }
    return Edges.ends(text, at) && FORMATS.isValid(number.toString()) ? at : 0;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
