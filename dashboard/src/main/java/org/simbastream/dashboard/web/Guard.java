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
 * Keeps other web sites out of the page. There is no login: who reaches the port sees the page, so
 * it listens on the loopback address unless told otherwise.
 *
 * <p>Another site that is open in the same browser can neither read answers (none allows it) nor
 * start anything (a request must carry the token that only this page can read, and come from it).
 * Under a name of its own that it lets point here, it is refused by the name: wherever the page
 * listens, it answers to literal addresses, which no site can give itself, and to names that are
 * this machine's or were allowed.
 */
final class Guard {

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

  private final Set<String> names; // by which it may be asked for, in lower case
  private final String token;

  /**
   * @param bind the address that the page listens on
   * @param allowed names by which it may be asked for as well
   * @throws IllegalArgumentException if one of these is no address of this machine, or no name
   */
  Guard(String bind, List<String> allowed) {
    this.names = new HashSet<>(LOOPBACK_NAMES);
    names.add(bind.toLowerCase(Locale.ROOT));
    names.add(address(bind).getHostAddress());
    ownName().ifPresent(names::add);
    allowed.forEach(name -> names.add(allowed(name)));
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
    String name = name(context.host());
    if (!names.contains(name) && !LITERAL_ADDRESS.matcher(name).matches()) {
      throw new RefusedException(
          403,
          "this page does not answer to the name that it was asked for by, which another site could"
              + " have let point here; it answers to localhost, to this machine's own name and to"
              + " addresses in digits. If the name is yours, start the page with --allow-host NAME");
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

  /** What this machine calls itself. */
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
              + "': give a name as it stands in the address bar, such as logs.example.org, without"
              + " http:// and port");
    }
    return name(name);
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
