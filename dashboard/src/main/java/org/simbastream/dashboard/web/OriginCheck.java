package org.simbastream.dashboard.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps other web sites out of the page. There is no login: everyone who reaches the port sees the
 * page, so it listens on the loopback address by default.
 *
 * <p>Another site that is open in the same browser can neither read answers (none allows it) nor
 * start anything (a request must carry the token that only this page can read, and come from it). A
 * site whose own host name points to this machine (DNS rebinding) is refused by that name: the page
 * accepts only literal addresses, which no site can have as its name, this machine's own names, and
 * allowed names.
 */
final class OriginCheck {

  static final String TOKEN_HEADER = "X-Simba-Token";

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Pattern LITERAL_ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?");

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

  private final Set<String> names; // accepted host names, in lower case
  private final String token;

  /**
   * @param bind the address that the page listens on
   * @param allowed further accepted host names
   * @throws IllegalArgumentException if one of these is no address of this machine, or no name
   */
  OriginCheck(String bind, List<String> allowed) {
    this.names = new HashSet<>(LOOPBACK_NAMES);
    names.add(bind.toLowerCase(Locale.ROOT));
    names.add(address(bind).getHostAddress());
    ownName().ifPresent(names::add);
    allowed.forEach(name -> names.add(allowed(name)));
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.token = HexFormat.of().formatHex(random);
  }

  /** The token that a request that starts something must carry. */
  String token() {
    return token;
  }

  /** Checks every request. */
  void before(Context context) {
    HEADERS.forEach(context::header);
    String name = name(context.host());
    if (!names.contains(name) && !LITERAL_ADDRESS.matcher(name).matches()) {
      throw new RefusedException(
          403,
          "this page does not accept the host name of this request, because another site could"
              + " have pointed it here; it accepts localhost, this machine's own name and numeric"
              + " addresses. If the name is yours, start the page with --allow-host NAME");
    }
  }

  /** Checks a request that starts something. */
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
      throw new RefusedException(403, "only this page may send that request; reload it");
    }
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /** The name in a Host header: in lower case, without its port and the dot that may end it. */
  private static String name(String host) {
    if (host == null) {
      return "";
    }
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
        .toLowerCase(Locale.ROOT);
  }

  /** This machine's own host name. */
  private static Optional<String> ownName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
    } catch (UnknownHostException e) {
      return Optional.empty(); // it has no address by that name
    }
  }

  private static String allowed(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "--allow-host is '"
              + name
              + "': give a host name as in the browser's address bar, such as logs.example.org,"
              + " without http:// and port");
    }
    return name(name);
  }

  private static InetAddress address(String bind) {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--bind is '"
              + bind
              + "', which is not an address of this machine; give one of its"
              + " addresses",
          e);
    }
  }
}
