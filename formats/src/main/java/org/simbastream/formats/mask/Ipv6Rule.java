package org.simbastream.formats.mask;

import org.apache.commons.validator.routines.InetAddressValidator;

/** Addresses of IPv6, those that hold one of IPv4 too, without the zone behind them. */
final class Ipv6Rule implements MaskRule {

  private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();
  private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

  @Override
  public void find(String text, Found found) {
    if (text.indexOf(':') < 0) {
      return;
    }
    for (int at = 0; at < text.length(); ) {
      if (!isPart(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      int to = end(text, at, end);
      if (to > at && Edges.begins(text, at) && Edges.ends(text, end)) {
        found.add(at, to);
      }
      at = end;
    }
  }

  /** The position behind the address that such characters are; 0 if they are none. */
  private static int end(String text, int from, int end) {
    int to = end;
    char last = text.charAt(to - 1);
    if (last == '.' || last == ':' && to - from > 1 && text.charAt(to - 2) != ':') {
      to--; // of the sentence
    }
    return to - from <= LONGEST && isAddress(text.substring(from, to)) ? to : 0;
  }

  private static boolean isAddress(String part) {
    return part.indexOf(':') != part.lastIndexOf(':')
        && part.chars().anyMatch(c -> Edges.isDigit((char) c)) // else rather a name in a program
        && ADDRESSES.isValidInet6Address(part);
  }

  private static boolean isPart(char c) {
    return c == ':' || c == '.' || c < 128 && Character.digit(c, 16) >= 0;
  }
}
