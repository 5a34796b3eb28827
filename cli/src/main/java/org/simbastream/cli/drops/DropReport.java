package org.simbastream.cli.drops;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which patterns could be sampled or dropped. The expressions are made of some lines of each
 * pattern and then held against every record, until each matches all records of its pattern; a
 * pattern whose expression matches a record of another one is kept.
 *
 * @param patterns all patterns, those with the most bytes first
 * @param records how many records there are
 * @param bytes how many bytes they have
 * @param unread how many lines are no scored records
 */
record DropReport(List<Droppable> patterns, long records, long bytes, long unread) {

  /** The greatest number of patterns that are told apart; others are kept. */
  private static final int MOST = 100_000;

  /** How often expressions are corrected. */
  private static final int ROUNDS = 8;

  /** The lines that correct one expression in one round. */
  private static final int CORRECTIONS = 20;

  /**
   * Reads scored records.
   *
   * @param least how many records a pattern must have to be sampled or dropped
   * @param most how many patterns are, those with the most bytes
   */
  static DropReport of(List<ScoredFile> files, long least, int most) throws IOException {
    Map<String, PatternLines> all = new LinkedHashMap<>();
    Sums sums = new Sums();
    for (ScoredFile file : files) {
      sums.unread +=
          file.read(
              line -> {
                sums.add(line);
                PatternLines known = all.get(line.id());
                if (known == null && all.size() < MOST && !line.id().isEmpty()) {
                  known = new PatternLines(line);
                  all.put(line.id(), known);
                }
                if (known != null) {
                  known.add(line);
                }
              });
    }
    List<PatternLines> byBytes =
        all.values().stream()
            .sorted(Comparator.comparingLong(PatternLines::bytes).reversed())
            .toList();
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (PatternLines lines : byBytes) {
      if (candidates.size() < most && Advice.of(lines, least).kind() != Advice.Kind.KEEP) {
        candidates.put(lines.id(), new Candidate(lines));
      }
    }
    correct(files, candidates);
    List<Droppable> patterns = new ArrayList<>();
    for (PatternLines lines : byBytes) {
      patterns.add(droppable(lines, Advice.of(lines, least), candidates.get(lines.id())));
    }
    return new DropReport(List.copyOf(patterns), sums.records, sums.bytes, sums.unread);
  }

  /** How many bytes would be left. */
  double bytesLeft() {
    double left = bytes;
    for (Droppable pattern : patterns) {
      left -= pattern.lines().bytes() * (1 - pattern.advice().passedOn());
    }
    return left;
  }

  private static Droppable droppable(PatternLines lines, Advice advice, Candidate candidate) {
    if (advice.kind() == Advice.Kind.KEEP) {
      return new Droppable(lines, advice, "");
    }
    if (candidate == null) {
      return new Droppable(lines, Advice.keep("less than the patterns before"), "");
    }
    return candidate.refused == null
        ? new Droppable(lines, advice, candidate.expression.source())
        : new Droppable(lines, Advice.keep(candidate.refused), "");
  }

  /** Holds the expressions against all records until they are right. */
  private static void correct(List<ScoredFile> files, Map<String, Candidate> candidates)
      throws IOException {
    boolean wrong = true;
    for (int round = 0; wrong; round++) {
      candidates.values().forEach(Candidate::compile);
      for (ScoredFile file : files) {
        file.read(line -> candidates.values().forEach(candidate -> candidate.check(line)));
      }
      wrong = false;
      for (Candidate candidate : candidates.values()) {
        wrong |= candidate.isWrong(round == ROUNDS);
      }
    }
  }

  /** A pattern that may be sampled or dropped. */
  private static final class Candidate {

    private final PatternLines lines;
    private final Map<String, Boolean> missed = new HashMap<>(); // a set of texts
    private LineExpression expression;
    private Pattern pattern;
    private boolean matchesOthers;
    private String refused; // why it is kept; null if it isn't

    Candidate(PatternLines lines) {
      this.lines = lines;
    }

    /** Makes the expression anew, of all texts that it must match. */
    void compile() {
      if (refused != null || pattern != null && missed.isEmpty()) {
        return;
      }
      missed.keySet().forEach(lines::addText);
      missed.clear();
      matchesOthers = false;
      expression = LineExpression.of(lines).orElse(null);
      if (expression == null) {
        refused = "its lines have too few words in common";
      } else {
        pattern = Pattern.compile(expression.source());
      }
    }

    void check(ScoredLine line) {
      if (refused != null) {
        return;
      }
      boolean own = line.id().equals(lines.id());
      if (own || !matchesOthers && line.text().contains(expression.literal())) {
        boolean matches = pattern.matcher(line.text()).find();
        matchesOthers |= matches && !own;
        if (own && !matches && missed.size() < CORRECTIONS) {
          missed.put(line.text(), true);
        }
      }
    }

    /**
     * Whether another round is needed.
     *
     * @param last whether there is none
     */
    boolean isWrong(boolean last) {
      if (refused == null && matchesOthers) {
        refused = "no expression tells its lines from those of another pattern";
      } else if (refused == null && last && !missed.isEmpty()) {
        refused = "its lines differ in too many ways for one expression";
      }
      return refused == null && !missed.isEmpty();
    }
  }

  /** Adds up records. */
  private static final class Sums {
    private long records;
    private long bytes;
    private long unread;

    void add(ScoredLine line) {
      records++;
      bytes += line.text().getBytes(StandardCharsets.UTF_8).length + 1;
    }
  }
}
