package org.simbastream.testbed.embedded;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * Access rules of the embedded Flink's REST interface. It has no login, and Flink itself accepts
 * and cancels jobs there whatever its options are, even for any web page that is open in a browser
 * of this machine. The rules: requests may only read, unless an option of Flink allows more; tools
 * on this machine may take savepoints; other web pages may start nothing; requests under a host
 * name that is not this machine's are refused, since another site may have pointed the name here.
 */
final class RestAccess {

  private static final String ANY_ORIGIN = "*";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> CANCELLING_BY_GET = Set.of("yarn-cancel", "yarn-stop");
  private static final Set<String> SAVING = Set.of("savepoints", "checkpoints", "stop");

  private final boolean submit;
  private final boolean cancel;
  private final boolean rescale;
  private final String allowedOrigin;
  private final Set<String> names = new TreeSet<>(); // empty: any

  RestAccess(Configuration flink) {
    this.submit = flink.get(WebOptions.SUBMIT_ENABLE);
    this.cancel = flink.get(WebOptions.CANCEL_ENABLE);
    this.rescale = flink.get(WebOptions.RESCALE_ENABLE);
    this.allowedOrigin = flink.get(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN);
    String bind = flink.get(RestOptions.BIND_ADDRESS);
    if (bind != null && isLoopback(bind)) {
      names.addAll(List.of("localhost", "127.0.0.1", "[::1]", bind.toLowerCase(Locale.ROOT)));
      Optional.ofNullable(flink.get(RestOptions.ADDRESS))
          .ifPresent(address -> names.add(address.toLowerCase(Locale.ROOT)));
    }
  }

  /** Switches off what Flink allows by default, unless options set it. */
  static void close(Configuration flink) {
    for (var option :
        List.of(WebOptions.SUBMIT_ENABLE, WebOptions.CANCEL_ENABLE, WebOptions.RESCALE_ENABLE)) {
      if (!flink.contains(option)) {
        flink.set(option, false);
      }
    }
    if (!flink.contains(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN)) {
      flink.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, ""); // which is no page's origin
    }
  }

  /**
   * Why a request is refused; empty if it isn't.
   *
   * @param path decoded, without the query
   * @param host the header Host, or null
   * @param origin the header Origin, which browsers send along with all but reading; or null
   */
  Optional<String> refusal(String method, String path, String host, String origin) {
    if (!names.isEmpty() && host != null && !names.contains(name(host))) {
      return Optional.of("this Flink answers to " + String.join(", ", names) + " only");
    }
    boolean reading = READING.contains(method);
    if (!reading && origin != null && !isAllowed(origin, host)) {
      return Optional.of("other web pages may not do that");
    }
    List<String> segments = segments(path);
    String last = segments.isEmpty() ? "" : segments.get(segments.size() - 1);
    if (reading) {
      return CANCELLING_BY_GET.stream().anyMatch(segments::contains)
          ? unless(cancel, WebOptions.CANCEL_ENABLE.key())
          : Optional.empty();
    }
    if (segments.contains("jars") || segments.equals(List.of("jobs"))) {
      return unless(submit, WebOptions.SUBMIT_ENABLE.key());
    }
    if (last.equals("resource-requirements")) {
      return unless(rescale, WebOptions.RESCALE_ENABLE.key());
    }
    return method.equals("POST") && SAVING.contains(last)
        ? Optional.empty()
        : unless(cancel, WebOptions.CANCEL_ENABLE.key());
  }

  private boolean isAllowed(String origin, String host) {
    return allowedOrigin.equals(ANY_ORIGIN)
        || origin.equals(allowedOrigin)
        || (host != null && (origin.equals("http://" + host) || origin.equals("https://" + host)));
  }

  private static Optional<String> unless(boolean allowed, String option) {
    return allowed
        ? Optional.empty()
        : Optional.of("not in an embedded Flink, unless " + option + " is true");
  }

  /** Without the version with which a path may begin. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty() && !(segments.isEmpty() && segment.matches("v[0-9]+"))) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private static String name(String host) {
    return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
