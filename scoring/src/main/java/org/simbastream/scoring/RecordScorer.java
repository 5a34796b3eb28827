package org.simbastream.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.simbastream.records.Deviation;
import org.simbastream.records.Deviation.Kind;
import org.simbastream.records.Severity;
import org.simbastream.records.TextSeverity;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.scoring.deviation.DeviationBook;
import org.simbastream.scoring.deviation.Deviations;
import org.simbastream.scoring.deviation.KeyCosts;
import org.simbastream.scoring.deviation.Pauses;
import org.simbastream.scoring.deviation.TextCosts;
import org.simbastream.scoring.deviation.WordPlaces;
import org.simbastream.state.stream.AlertBar;
import org.simbastream.state.stream.Baseline;
import org.simbastream.text.TextSpan;

/**
 * Scores a record by how rare its pattern and its words are on its stream, and by what it cost to
 * read against what its stream's records usually cost there; see {@link RecordScore}.
 */
final class RecordScorer {

  /** The rarity, in nats, from which a pattern, a word or a level is a reason. */
  private static final double TOLD = 2;

  private final PatternBook patterns;
  private final DeviationBook deviations = new DeviationBook();

  /**
   * A scorer.
   *
   * @param maxPatterns patterns, places and words remembered per key at most
   */
  RecordScorer(int maxPatterns) {
    this.patterns = new PatternBook(maxPatterns);
  }

  /**
   * Scores a record, and adds it to the memory.
   *
   * @param costs what it cost to read; null if its words' costs are not known
   * @param surprisal the mean surprisal of its tokens; NaN if it is not known
   * @param usual the key's usual mean surprisal
   * @param before the key's history before it
   * @param memory the key's patterns, updated
   */
  RecordScore score(
      TokenizedRecord record,
      TextCosts costs,
      double surprisal,
      Baseline usual,
      KeyHistory before,
      PatternMemory memory) {
    RecordPattern.Placed placed = RecordPattern.placed(record.text());
    TextCosts known = placed.starts().isEmpty() ? null : costs;
    Rarity rarity = patterns.read(placed.pattern(), record.time(), before, memory);
    Deviations found =
        deviations.read(
            record.text(),
            known,
            new WordPlaces(placed.starts(), rarity.constants()),
            PatternCount.of(memory.get(rarity.id())).costs(),
            before.costs(),
            before.counted() + 1,
            rarity.count(),
            record.time());
    PatternCount count = memory.get(rarity.id());
    if (count != null) { // it was not forgotten at once
      memory.put(rarity.id(), count.withCosts(found.pattern()));
    }
    KeyCosts key = found.key();
    double pause = 0;
    if (before.lastTime() > 0 && record.time() > 0) { // both times are known
      long millis = record.time() - before.lastTime();
      pause = Pauses.deviations(millis, key);
      key = Pauses.plus(key, millis);
    }
    double surprise = known == null ? RecordScore.surprise(surprisal, usual) : found.place();
    Severity severity = severity(record);
    double level = before.severities().rarity(severity);
    double deviation = RecordScore.deviation(rarity, surprise, found, pause, level);
    List<Deviation> why = why(record, placed, rarity, found, pause);
    if (level >= TOLD) {
      why.add(Deviation.ofRecord(Kind.LEVEL, level));
    }
    long number = before.counted() + 1;
    AlertBar bar = before.bar().plus(deviation, number);
    KeyHistory after = rarity.after().withCosts(key).withSeverity(severity).withBar(bar);
    return new RecordScore(before.bar().score(deviation, number), List.copyOf(why), rarity, after);
  }

  /** What the record carries, or else its text names; null if it doesn't say. */
  private static Severity severity(TokenizedRecord record) {
    Severity carried = record.attributes().severity();
    return carried == null ? TextSeverity.of(record.text()) : carried;
  }

  private static List<Deviation> why(
      TokenizedRecord record,
      RecordPattern.Placed placed,
      Rarity rarity,
      Deviations found,
      double pause) {
    List<Deviation> why = new ArrayList<>(found.why());
    if (rarity.word() >= TOLD
        && rarity.excess() >= TOLD
        && rarity.rarestWord() < placed.starts().size()) {
      int from = placed.starts().get(rarity.rarestWord());
      int to = TextSpan.end(record.text(), from);
      why.add(new Deviation(Kind.WORD, from, to, rarity.word(), ""));
    }
    why.sort(Comparator.comparingInt(Deviation::from));
    double pattern = rarity.pattern() - rarity.usual();
    if (pattern >= TOLD) {
      why.add(Deviation.ofRecord(Kind.PATTERN, pattern));
    }
    RecordScore.addReasons(found, pause, why);
    return why;
  }
}
