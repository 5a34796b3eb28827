package org.simbastream.text;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.simbastream.annotation.Internal;

/**
 * Where the message of a line stands. Before it loggers write the time, the level, and the names of
 * the host, the program, the thread or the class. In a line of JSON or of pairs {@code key=value}
 * the message is within what is quoted behind the key {@code msg}, {@code message} or, in JSON,
 * {@code log}.
 *
 * @param head the first position of what may name the message's source
 * @param from the message's first position
 * @param to the position behind its last one
 */
@Internal
public record Message(int head, int from, int to) {

  /** The number of characters within which a time, or a level in capitals, belongs to the head. */
  private static final int HEAD = 128;

  /** The number of words that may stand before a time or a level that belongs to the head. */
  private static final int WORDS_BEFORE = 2;

  private static final String LEVELS =
      "(?:TRACE|DEBUG|VERBOSE|INFO|NOTICE|WARN|WARNING|ERR|ERROR|SEVERE|CRIT|CRITICAL|FATAL|ALERT"
          + "|EMERG|PANIC)";

  private static final Pattern LEVEL = Pattern.compile(LEVELS, Pattern.CASE_INSENSITIVE);

  private static final Pattern LEVEL_IN_CAPITALS =
      Pattern.compile("(?<![\\w-])" + LEVELS + "(?![\\w-])");

  /** A word as sentences have it: without digits, signs or capitals within. */
  private static final Pattern PLAIN_WORD = Pattern.compile("(?<!\\S)\\p{L}\\p{Ll}+(?!\\S)");

  private static final String SEPARATOR = "[\\s\\-|:*,;#>=\\])\"]";

  /** {@code sshd}, {@code sshd[17]} or {@code su(pam_unix)[17]}. */
  private static final String NAME = "[^\\s:|\\[(]+(?:\\([\\w-]*\\))?(?:\\[[^\\]\\s]*\\])?";

  /** What follows only a time: its zone, numbers, a level in any case, host and program. */
  private static final Pattern BEHIND_TIME =
      Pattern.compile(
          (SEPARATOR + "*(?:(?:UTC|GMT|CET|[A-Z]{1,2}[SD]T|AM|PM)" + SEPARATOR + "+)?")
              + ("(?:\\d+" + SEPARATOR + "+){0,4}")
              + ("(?:(?:(?i:" + LEVELS + ")|[VDIWEF])(?=[\\s:|,])" + SEPARATOR + "+)?")
              + ("(?:[^\\s:]+ " + NAME + ":(?=\\s))?"));

  private static final String NO_SIGN = "[^\\s:=,;()\\[\\]{}\"'|]*";

  /** A piece of the head. */
  private static final Pattern PIECE =
      Pattern.compile(
          (SEPARATOR + "+")
              + ("|" + NO_SIGN + "\\d" + NO_SIGN + "|/\\S*") // a value
              + "|\\[[^\\]]{0,80}\\]|<[^>\\s]{0,40}>|\\([^)]{0,80}\\)"
              + ("|" + LEVELS + "\\b|[A-Z](?=\\s)")
              + "|[A-Za-z_]\\w*[.$][\\w.$]*(?=[\\s:\\[,]|$)" // the qualified name of a class
              + ("|" + NAME + "(?: ?:(?=\\s|$)| - |\\||\\t|  )")); // a label, or a column

  private static final Pattern KEY =
      Pattern.compile("(?:^|[\\s,{])(?:msg=|message=|\"(?:msg|message|log)\"\\s?:\\s?)\"");

  /** The message of a line. */
  public static Message of(String text) {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      return new Message(0, behindHead(text), text.length());
    }
    int head = key.end();
    int to = quoteEnds(text, head);
    return new Message(head, head + behindHead(text.substring(head, to)), to);
  }

  /** Whether a word names a level. */
  public static boolean isLevel(String word) {
    return LEVEL.matcher(word).matches();
  }

  private static int behindHead(String text) {
    int from = behindTimeAndLevel(text);
    Matcher piece = PIECE.matcher(text).region(from, text.length());
    while (piece.lookingAt()) {
      from = piece.end();
      piece.region(from, text.length());
    }
    return from;
  }

  private static int behindTimeAndLevel(String text) {
    String head = text.substring(0, Math.min(HEAD, text.length()));
    int behindTime = behindTime(head);
    int behind = behindTime;
    Matcher level = LEVEL_IN_CAPITALS.matcher(head);
    while (level.find()) {
      if (level.start() >= behind && belongsToHead(head, behind, level.start())) {
        behind = level.end();
      }
    }
    if (behindTime == 0 || behind > behindTime) {
      return behind;
    }
    Matcher more = BEHIND_TIME.matcher(text).region(behindTime, text.length());
    return more.lookingAt() ? more.end() : behindTime;
  }

  private static int behindTime(String head) {
    BitSet times = WrittenTimes.in(head);
    int behind = 0;
    for (int start = times.nextSetBit(0); start >= 0; start = times.nextSetBit(start)) {
      int end = times.nextClearBit(start);
      boolean alone =
          (start == 0 || "[(<\"|, \t".indexOf(head.charAt(start - 1)) >= 0)
              && (end == head.length() || "])>\"|,;: \t".indexOf(head.charAt(end)) >= 0);
      if (alone && belongsToHead(head, behind, start)) {
        behind = end;
      }
      start = end;
    }
    return behind;
  }

  /** Whether what stands between two positions is no part of a sentence. */
  private static boolean belongsToHead(String head, int from, int to) {
    return PLAIN_WORD.matcher(head).region(from, to).results().count() <= WORDS_BEFORE;
  }

  private static int quoteEnds(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    int to = Math.min(end, text.length());
    return to - from > 2 && text.startsWith("\\n", to - 2) ? to - 2 : to; // without a line feed
  }
}
