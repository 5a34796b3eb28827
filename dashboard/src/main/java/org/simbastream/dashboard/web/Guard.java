package org.simbastream.dashboard.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps other web sites out of the page. There is no login: who reaches the port sees the page, so
 * it listens on the loopback address unless told otherwise.
 *
 * <p>Another site that is open in the same browser can neither read answers (none allows it) nor
 * start anything (a request must carry the token that only this page can read, and come from it).
 * Under a name of its own that it lets point here, it is refused by the name.
 */
final class Guard {

  static final String TOKEN_HEADER = "X-Simba-Token";

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final boolean loopbackOnly;
  private final SortedSet<String> names; // by which it may be asked for, in lower case
  private final String token;

  /**
   * @param bind the address that the page listens on
   */
  Guard(String bind) {
    InetAddress address = address(bind);
    this.loopbackOnly = address.isLoopbackAddress();
    this.names = new TreeSet<>(LOOPBACK_NAMES);
    names.add(bind.toLowerCase(Locale.ROOT));
    names.add(address.getHostAddress());
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.token = HexFormat.of().formatHex(random);
  }

  /** What a request that starts something must carry. */
  String token() {
    return token;
  }

  /** Before every answer. */
  void before(Context context) {
    HEADERS.forEach(context::header);
    if (loopbackOnly && !names.contains(name(context.host()).toLowerCase(Locale.ROOT))) {
      throw new RefusedException(
          403, "this page answers to %s only".formatted(String.join(", ", names)));
    }
  }

  /** Before anything is started. */
  void requireThisPage(Context context) {
    String given = context.header(TOKEN_HEADER);
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    boolean fromHere =
        (site == null || site.equals("same-origin"))
            && (origin == null
                || origin.equals("http://" + context.host())
                || origin.equals("https://" + context.host()));
    if (!fromHere || given == null || !isToken(given)) {
      throw new RefusedException(403, "only this page may ask for that; reload it");
    }
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /** The name in a Host header, without its port. */
  private static String name(String host) {
    if (host == null) {
      return "";
    }
    int port = host.lastIndexOf(':');
    return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
  }

  private static InetAddress address(String bind) {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--bind is '" + bind + "', which is no address of this machine; give one", e);
    }
  }
}
