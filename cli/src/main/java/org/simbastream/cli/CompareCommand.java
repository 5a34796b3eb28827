package org.simbastream.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.simbastream.cli.compare.FileComparison;
import org.simbastream.cli.compare.PatternDifference;
import org.simbastream.cli.compare.PatternDifference.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = {
      "Holds the lines of two files against each other, without Kafka and without a model: which"
          + " patterns are new in the second one, which are gone, and which came much more or less"
          + " often. A pattern is what lines have in common, with <*> for numbers, times, names and"
          + " other values.",
      "",
      "A share has changed if it differs by the least factor (--ratio), and if chance alone would"
          + " show such a difference of any pattern at most that often (--level). Lines that come"
          + " in bursts differ more than chance: give files of the same kind and length of time.",
      "",
      "Example: simba compare yesterday.log today.log",
      "Example: simba compare --json before.log after.log | jq -c 'select(.change == \"new\")'"
    })
final class CompareCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<Change> CHANGES =
      List.of(Change.NEW, Change.GONE, Change.UP, Change.DOWN);

  @Parameters(index = "0", paramLabel = "A", description = "A file of UTF-8 lines.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another one, held against the first.")
  private Path second;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.001",
      description =
          "How likely it may be that any share is told to have changed although none has; default:"
              + " ${DEFAULT-VALUE}.")
  private double level;

  @Option(
      names = "--ratio",
      paramLabel = "R",
      defaultValue = "2",
      description =
          "The factor by which a share has to differ, at least; default: ${DEFAULT-VALUE}.")
  private double ratio;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "The greatest number of patterns shown of each kind, what is least likely by chance"
              + " first; 0 for all; default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--json",
      description = "Print one JSON object per pattern that differs; the last one is the total.")
  private boolean json;

  private final PrintStream out;
  private final PrintStream err;

  CompareCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    if (!(level > 0 && level <= 1)) {
      throw new IllegalArgumentException("--level is " + level + ": give more than 0, at most 1");
    }
    if (!(ratio >= 1)) {
      throw new IllegalArgumentException("--ratio is " + ratio + ": give at least 1");
    }
    if (top < 0) {
      throw new IllegalArgumentException("--top is " + top + ": give at least 0");
    }
    check(first);
    check(second);
    FileComparison comparison = FileComparison.of(first, second, level, ratio);
    PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
    for (Change change : CHANGES) {
      List<PatternDifference> all =
          comparison.differences().stream().filter(d -> d.change() == change).toList();
      List<PatternDifference> shown =
          all.subList(0, top == 0 ? all.size() : Math.min(top, all.size()));
      if (json) {
        shown.forEach(difference -> lines.println(object(difference)));
      } else if (!all.isEmpty()) {
        lines.println(heading(change, all.size()));
        shown.forEach(difference -> lines.println(text(difference)));
        if (shown.size() < all.size()) {
          lines.printf("      … and %,d more (--top 0 shows all)%n", all.size() - shown.size());
        }
        lines.println();
      }
    }
    lines.println(json ? total(comparison) : totalText(comparison));
    lines.flush();
    if (comparison.unread() > 0) {
      err.printf("simba: %,d lines could not be read or counted%n", comparison.unread());
    }
    return 0;
  }

  private static void check(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no file "
              + file
              + " that can be read twice: give two files; what comes from a pipe has to be saved"
              + " first");
    }
  }

  private static String heading(Change change, int patterns) {
    String what =
        switch (change) {
          case NEW -> "only in B";
          case GONE -> "only in A";
          case UP -> "more often in B";
          default -> "less often in B";
        };
    return "%s: %,d pattern%s".formatted(what, patterns, patterns == 1 ? "" : "s");
  }

  private static String text(PatternDifference difference) {
    String counts = "%,d → %,d".formatted(difference.inA(), difference.inB());
    boolean shares = difference.inA() > 0 && difference.inB() > 0;
    String factor = shares ? "  ×" + rounded(difference.ratio()) : "";
    String example = difference.example().replaceAll("\\p{Cntrl}", " ");
    return "%16s%s  %s%n%18s%s".formatted(counts, factor, difference.pattern().text(), "", example);
  }

  private static String rounded(double ratio) {
    return ratio >= 10 ? "%,.0f".formatted(ratio) : "%.2g".formatted(ratio);
  }

  private static ObjectNode object(PatternDifference difference) {
    ObjectNode object = JSON.createObjectNode();
    object.put("change", difference.change().word());
    object.put("id", difference.pattern().name());
    object.put("text", difference.pattern().text());
    object.put("inA", difference.inA());
    object.put("inB", difference.inB());
    if (Double.isInfinite(difference.ratio())) {
      object.putNull("ratio");
    } else {
      object.put("ratio", difference.ratio());
    }
    object.put("chance", difference.chance());
    object.put("example", difference.example());
    return object;
  }

  private ObjectNode total(FileComparison comparison) {
    ObjectNode object = JSON.createObjectNode();
    object.put("linesOfA", comparison.linesOfA());
    object.put("linesOfB", comparison.linesOfB());
    object.put("patterns", comparison.differences().size());
    for (Change change : Change.values()) {
      object.put(change.word(), count(comparison, change));
    }
    object.put("level", level);
    object.put("unread", comparison.unread());
    return object;
  }

  private String totalText(FileComparison comparison) {
    return "%,d lines in A, %,d in B; of %,d patterns %,d are new, %,d gone, %,d changed (level %s)"
        .formatted(
            comparison.linesOfA(),
            comparison.linesOfB(),
            comparison.differences().size(),
            count(comparison, Change.NEW),
            count(comparison, Change.GONE),
            count(comparison, Change.UP) + count(comparison, Change.DOWN),
            level);
  }

  private static long count(FileComparison comparison, Change change) {
    return comparison.differences().stream().filter(d -> d.change() == change).count();
  }
}
