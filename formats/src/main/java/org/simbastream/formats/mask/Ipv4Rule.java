package org.simbastream.formats.mask;

import org.apache.commons.validator.routines.InetAddressValidator;

/** Addresses of IPv4, without the port or the prefix behind them. */
final class Ipv4Rule implements MaskRule {

  private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();
  private static final int SHORTEST = "0.0.0.0".length();
  private static final int LONGEST = "255.255.255.255".length();

  @Override
  public void find(String text, Found found) {
    for (int at = 0; at < text.length(); ) {
      if (!Edges.isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      int to = text.charAt(end - 1) == '.' ? end - 1 : end; // of a sentence
      boolean alone =
          Edges.begins(text, at)
              && Edges.ends(text, end)
              && (at == 0 || text.charAt(at - 1) != '.');
      if (alone
          && to - at >= SHORTEST
          && to - at <= LONGEST
          && ADDRESSES.isValidInet4Address(text.substring(at, to))) {
        found.add(at, to);
      }
      at = end;
    }
  }

  private static boolean isPart(char c) {
    return Edges.isDigit(c) || c == '.';
  }
}
