package org.simbastream.text.join;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container runtime writes around a line, or around a piece of a line that is too long for
 * it.
 *
 * <ul>
 *   <li>The container runtime interface (CRI): {@code 2026-11-28T10:00:00.1Z stdout P text}, where
 *       {@code P} marks a piece after which the line goes on, {@code F} a line or its last piece.
 *   <li>Docker: <code>{"log":"text\n","stream":"stdout","time":"…"}</code>, where a piece after
 *       which the line goes on has no line feed.
 * </ul>
 *
 * @param kind which runtime
 * @param stream {@code stdout} or {@code stderr}; empty if there is no envelope
 * @param piece whether the line goes on
 * @param from where the line's own text begins
 * @param to where it ends
 */
record Envelope(Kind kind, String stream, boolean piece, int from, int to) {

  /** Which runtime. */
  enum Kind {
    NONE,
    CRI,
    DOCKER
  }

  private static final Pattern CRI =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\S{8,40} (stdout|stderr) ([PF])(?::\\S{0,64})? ");

  private static final String DOCKER = "{\"log\":\"";

  private static final Pattern DOCKER_STREAM =
      Pattern.compile("\",\\s?\"stream\"\\s?:\\s?\"(\\w{1,16})\"");

  /** The envelope of a line. */
  static Envelope of(String line) {
    if (line.startsWith(DOCKER)) {
      return ofDocker(line);
    }
    if (line.length() > 24 && line.charAt(4) == '-' && line.charAt(10) == 'T') {
      Matcher cri = CRI.matcher(line);
      if (cri.lookingAt()) {
        boolean piece = line.charAt(cri.start(2)) == 'P';
        return new Envelope(Kind.CRI, cri.group(1), piece, cri.end(), line.length());
      }
    }
    return none(line);
  }

  private static Envelope ofDocker(String line) {
    int to = DOCKER.length();
    while (to < line.length() && line.charAt(to) != '"') {
      to += line.charAt(to) == '\\' ? 2 : 1;
    }
    if (to >= line.length() || to == DOCKER.length()) {
      return none(line);
    }
    Matcher stream = DOCKER_STREAM.matcher(line).region(to, line.length());
    if (!stream.lookingAt()) {
      return none(line);
    }
    return new Envelope(Kind.DOCKER, stream.group(1), !endsLine(line, to), DOCKER.length(), to);
  }

  /** Whether an escaped line feed, and no escaped backslash before an n, stands before here. */
  private static boolean endsLine(String line, int to) {
    int slashes = 0;
    while (line.charAt(to - 2 - slashes) == '\\') {
      slashes++;
    }
    return line.charAt(to - 1) == 'n' && slashes % 2 == 1;
  }

  private static Envelope none(String line) {
    return new Envelope(Kind.NONE, "", false, 0, line.length());
  }

  /** The line's own text; as JSON escapes it if the envelope is Docker's. */
  String content(String line) {
    return line.substring(from, to);
  }

  /** Whether what another envelope contains goes on with what this one does. */
  boolean isOfSameStream(Envelope other) {
    return kind == other.kind && stream.equals(other.stream);
  }

  /**
   * A line that goes on with the text of the next piece.
   *
   * @param line what is in this envelope
   * @param next the piece's own text
   * @param last whether the line ends with it
   */
  String joined(String line, String next, boolean last) {
    String head = line.substring(0, to) + next + line.substring(to);
    int mark = kind == Kind.CRI && last ? head.lastIndexOf(" P", from - 2) : -1;
    return mark < 0 ? head : head.substring(0, mark) + " F" + head.substring(mark + 2);
  }
}
