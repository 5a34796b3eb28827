package org.simbastream.scoring;

import java.util.List;
import java.util.Map;
import org.simbastream.annotation.Internal;
import org.simbastream.records.StreamPattern;

/**
 * Finds the patterns of texts that can be read twice: first it learns from all of them which words
 * are values, then it names the pattern of each. So equal patterns have the same id from the first
 * text on, whatever their order.
 */
@Internal
public final class PatternLearner {

  private final Bounded learnt;
  private final PatternMemory frozen;
  private long number;

  /**
   * A learner that has learnt nothing.
   *
   * @param most the greatest number of places and words that are remembered, the first ones
   */
  public PatternLearner(int most) {
    this.learnt = new Bounded(most);
    this.frozen = new Frozen(learnt);
  }

  /** Learns from a text. */
  public void learn(String text) {
    PlacedWords.read(RecordPattern.of(text).words(), ++number, learnt);
  }

  /** The pattern of a text, as far as it was learnt; {@code isNew} means nothing. */
  public StreamPattern pattern(String text) {
    List<String> words = RecordPattern.of(text).words();
    return RecordPattern.shown(PlacedWords.read(words, number + 1, frozen).shown(), false);
  }

  /** Remembers no more entries than it may. */
  private static final class Bounded implements PatternMemory {

    private final HeapPatternMemory memory = new HeapPatternMemory();
    private final int most;
    private int entries;

    Bounded(int most) {
      this.most = most;
    }

    @Override
    public PatternCount get(long pattern) {
      return memory.get(pattern);
    }

    @Override
    public void put(long pattern, PatternCount count) {
      boolean known = memory.get(pattern) != null;
      if (known || entries < most) {
        entries += known ? 0 : 1;
        memory.put(pattern, count);
      }
    }

    @Override
    public void remove(long pattern) {
      throw new UnsupportedOperationException("nothing is forgotten");
    }

    @Override
    public Iterable<Map.Entry<Long, PatternCount>> entries() {
      return memory.entries();
    }
  }

  /** Shows what was learnt, and learns nothing more. */
  private record Frozen(PatternMemory learnt) implements PatternMemory {

    @Override
    public PatternCount get(long pattern) {
      return learnt.get(pattern);
    }

    @Override
    public void put(long pattern, PatternCount count) {}

    @Override
    public void remove(long pattern) {}

    @Override
    public Iterable<Map.Entry<Long, PatternCount>> entries() {
      return learnt.entries();
    }
  }
}
