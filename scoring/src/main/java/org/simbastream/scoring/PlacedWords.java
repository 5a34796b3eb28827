package org.simbastream.scoring;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The words of one record, each counted in its <i>place</i>: after the two words before it.
 *
 * <p>Where many different words have stood and hardly different words after them, as behind {@code
 * user=}, the words are values, and no part of the pattern. Where the words after them differ too,
 * many kinds of lines begin.
 */
final class PlacedWords {

  /** The number of words from which a place can be one of values. */
  private static final int VARYING_WORDS = 8;

  /** The number of records a place has for each of its words, at most, if it is one of values. */
  private static final int VARYING_RECORDS = 4;

  /** The number of words from which a place needs no further proof, and counts no more of them. */
  private static final int MOST_WORDS = 60;

  /** The number of words that a value place has, at least, for each of the words after it. */
  private static final int WORDS_PER_NEXT = 4;

  /** What follows the last word of a line. */
  private static final String END = "\n";

  private final long number;
  private final PatternMemory memory;
  private final List<String> pattern = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private final BitSet constants = new BitSet(); // by word: whether it is part of the pattern
  private String secondLast = "";
  private String last = "";
  private long beforeNext; // the place whose next word is awaited; 0 for none
  private double rarest;
  private int rarestWord = -1;
  private int reading; // the word that is read
  private int added;

  private PlacedWords(long number, PatternMemory memory) {
    this.number = number;
    this.memory = memory;
  }

  /**
   * Reads a record's words, and counts them.
   *
   * @param number the record's number among those that were counted, from 1
   * @param memory the key's patterns, updated
   */
  static PlacedWords read(List<String> words, long number, PatternMemory memory) {
    PlacedWords placed = new PlacedWords(number, memory);
    words.forEach(placed::read);
    placed.follow(END);
    return placed;
  }

  /** The words in order, {@link RecordPattern#VALUE} for values. */
  List<String> pattern() {
    return pattern;
  }

  /**
   * The words in order as results show them: {@link RecordPattern#VALUE} only for what is a value
   * by itself, and where so many words have stood that it never changes again. In places of fewer
   * words the {@link #pattern()} can still go back and forth.
   */
  List<String> shown() {
    return shown;
  }

  /** Rarity, in nats, of its rarest word in its place. */
  double rarest() {
    return rarest;
  }

  /** That word's place among the record's words; -1 if none is rare. */
  int rarestWord() {
    return rarestWord;
  }

  /** Which of the record's words belong to the pattern. */
  BitSet constants() {
    return constants;
  }

  /** How many entries the memory has more than before. */
  int added() {
    return added;
  }

  private void read(String word) {
    follow(word);
    boolean value = word.equals(RecordPattern.VALUE);
    // Of values only one that a line begins with counts as a word of its place: where lines begin
    // with a time, one that begins with a word is of another kind.
    Variety variety = value && !last.isEmpty() ? Variety.FEW : variety(word);
    add(value || variety == Variety.MOST ? RecordPattern.VALUE : word, shown);
    value |= variety != Variety.FEW;
    String counted = value ? RecordPattern.VALUE : word;
    constants.set(reading++, !value);
    add(counted, pattern);
    secondLast = last;
    last = counted;
  }

  /** Adds a word; values side by side are one. */
  private static void add(String word, List<String> words) {
    boolean again =
        word.equals(RecordPattern.VALUE)
            && !words.isEmpty()
            && words.get(words.size() - 1).equals(RecordPattern.VALUE);
    if (!again) {
      words.add(word);
    }
  }

  /** How many words have stood in a place. */
  private enum Variety {
    /** So few that they belong to the pattern. */
    FEW,
    /** So many for the place's records that they are values. */
    MANY,
    /** So many that they are values for good. */
    MOST
  }

  /** Counts a word in its place. */
  private Variety variety(String word) {
    long id = Digest.ofPlace(secondLast, last);
    PatternCount place = PatternCount.of(memory.get(id));
    boolean news = place.patterns() < MOST_WORDS && countWord(id, place, word);
    PatternCount now = put(id, place, news);
    if (now.patterns() < VARYING_WORDS) {
      return Variety.FEW;
    }
    beforeNext = id;
    PatternCount next = PatternCount.of(memory.get(Digest.ofNext(id)));
    boolean fewNext =
        next.count() >= VARYING_WORDS && next.patterns() * WORDS_PER_NEXT <= now.patterns();
    if (!fewNext) {
      return Variety.FEW;
    }
    if (now.patterns() >= MOST_WORDS) {
      return Variety.MOST;
    }
    return now.patterns() * VARYING_RECORDS >= now.count() ? Variety.MANY : Variety.FEW;
  }

  /** Counts a word; returns whether it is new in its place. */
  private boolean countWord(long placeId, PatternCount place, String word) {
    long id = Digest.ofWord(placeId, word);
    PatternCount before = PatternCount.of(memory.get(id));
    double share = (place.count() + 1.0) / (Math.max(before.count(), place.patterns()) + 1.0);
    double often = Math.min(1, (place.count() + 1.0) / number); // the share with the place
    double rarity = often * often * often * Math.log(share);
    if (rarity > rarest) {
      rarest = rarity;
      rarestWord = reading;
    }
    put(id, before, false);
    return before.count() == 0;
  }

  /** Counts a word that follows a place of many words, whichever word stood there. */
  private void follow(String word) {
    if (beforeNext == 0) {
      return;
    }
    long id = Digest.ofNext(beforeNext);
    beforeNext = 0;
    PatternCount next = PatternCount.of(memory.get(id));
    boolean news = false;
    if (next.patterns() * WORDS_PER_NEXT <= MOST_WORDS) {
      long wordId = Digest.ofWord(id, word);
      PatternCount before = PatternCount.of(memory.get(wordId));
      news = before.count() == 0;
      put(wordId, before, false);
    }
    put(id, next, news);
  }

  private PatternCount put(long id, PatternCount before, boolean news) {
    PatternCount now = before.plus(number, news);
    memory.put(id, now);
    added += before.count() == 0 ? 1 : 0;
    return now;
  }
}
