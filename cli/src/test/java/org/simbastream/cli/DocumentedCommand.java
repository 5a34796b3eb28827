package org.simbastream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of {@code ./simba} in a document.
 *
 * @param place file and line
 * @param arguments what stands behind {@code ./simba}
 * @param whole whether it is meant to be run as it stands; in running text it may be a name only
 */
record DocumentedCommand(String place, List<String> arguments, boolean whole) {

  private static final String LAUNCHER = "./simba";
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern INDENTED = Pattern.compile("(?m)^ +\\./simba.*$");
  private static final Pattern CONTINUATION = Pattern.compile("\\\\\n");
  private static final Pattern LINE = Pattern.compile("(?m)^.*" + Pattern.quote(LAUNCHER) + " .*$");
  private static final Pattern WORD =
      Pattern.compile("(?:[^\\s'\"|;&>]|'[^']*'|\"[^\"]*\")+|[|;&>]+");

  /** All calls in a document, in fences and in running text. */
  static List<DocumentedCommand> in(Path document) throws IOException {
    // a continued line takes as many characters as before, so that lines can be counted
    String text = CONTINUATION.matcher(Files.readString(document)).replaceAll("  ");
    int[] lineStarts = lineStarts(Files.readString(document));
    List<DocumentedCommand> found = new ArrayList<>();
    String prose = text;
    for (MatchResult fence : FENCE.matcher(text).results().toList()) {
      addLines(document, lineStarts, text, fence.start(), fence.end(), found);
      prose = blank(prose, fence);
    }
    for (MatchResult indented : INDENTED.matcher(prose).results().toList()) {
      addLines(document, lineStarts, text, indented.start(), indented.end(), found);
    }
    for (MatchResult span : SPAN.matcher(prose).results().toList()) {
      String code = span.group(1).replace('\n', ' ');
      if (code.startsWith(LAUNCHER + " ")) {
        add(place(document, lineStarts, span.start()), code, false, found);
      }
    }
    return found;
  }

  private static void addLines(
      Path document,
      int[] lineStarts,
      String text,
      int from,
      int to,
      List<DocumentedCommand> found) {
    Matcher line = LINE.matcher(text).region(from, to);
    while (line.find()) {
      add(place(document, lineStarts, line.start()), line.group(), true, found);
    }
  }

  /** Words up to the end of the call: a pipe, another command, a redirection, a comment. */
  private static void add(String place, String line, boolean whole, List<DocumentedCommand> found) {
    List<String> arguments = null;
    for (MatchResult match : WORD.matcher(line).results().toList()) {
      String word = match.group();
      if (word.equals(LAUNCHER)) {
        arguments = new ArrayList<>();
        found.add(new DocumentedCommand(place, arguments, whole));
      } else if (word.startsWith("#")) {
        return;
      } else if (word.matches("[|;&>]+")) {
        arguments = null;
      } else if (arguments != null) {
        arguments.add(word.replaceAll("['\"]", ""));
      }
    }
  }

  private static String blank(String text, MatchResult what) {
    String blank = what.group().replaceAll("[^\n]", " ");
    return text.substring(0, what.start()) + blank + text.substring(what.end());
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static String place(Path document, int[] lineStarts, int offset) {
    int line = 0;
    while (line < lineStarts.length && lineStarts[line] <= offset) {
      line++;
    }
    return document.getFileName() + ":" + line;
  }
}
