package org.simbastream.scoring.summary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.simbastream.annotation.Internal;
import org.simbastream.text.TextSpan;

/**
 * The topic words of prose or a conversation: the most frequent patterns are of no use there, but
 * words that occur often, early and in few of the window's records describe its topic. Immutable.
 *
 * @param uses the uses of each word in lower case, in the order of first use; at most {@link
 *     #MAX_WORDS}
 * @param words how many words were read
 * @param records how many records were read
 * @param repeats whether the records were found to repeat; then no words are kept
 */
@Internal
public record TopicWords(Map<String, Use> uses, int words, int records, boolean repeats) {

  /** Before a window's first record. */
  public static final TopicWords NONE = new TopicWords(Map.of(), 0, 0, false);

  static final int MAX_WORDS = 512;

  /** The greatest number of topic words. */
  static final int MAX_TOPICS = 48;

  /** The number of records from which it is clear whether they repeat. */
  private static final int PLAIN_RECORDS = 16;

  /** The least number of records with topic words. */
  private static final int LEAST_RECORDS = 4;

  /** The number of patterns per record from which a window counts as prose. */
  private static final double PROSE = 0.6;

  /**
   * The share of the words that sentences are built with, from which a text consists of sentences;
   * logs seldom have half of it.
   */
  private static final double SENTENCES = 1.0 / 12;

  /** The greatest share of words with digits in prose; most logs have several times as many. */
  private static final double FIGURES = 0.05;

  /** English, then German, French and Spanish; only words that can be topics are kept at all. */
  private static final Set<String> OF_SENTENCES =
      Set.of(
          ("the and for that with this are was were you not have has had its his her she they them"
                  + " their there which who will would can but from into than then also when what"
                  + " your our all any der die das und ist sind nicht mit den dem von ein eine auf"
                  + " sich les des est une dans que qui pour pas sur los las una por para del con")
              .split(" "));

  private static final int SHORTEST_TOPIC = 3;

  /** The greatest length of a word; longer strings are ignored. */
  private static final int LONGEST_TOPIC = 64;

  /**
   * The position in the window, in words, at which a word counts half as much as at the beginning.
   */
  private static final int EARLY = 20;

  /**
   * A word's uses in a window.
   *
   * @param count how often it occurred
   * @param records the number of records that contain it
   * @param first the number of words before its first use
   */
  public record Use(int count, int records, int first) {}

  /**
   * With more records.
   *
   * @param texts (n): their texts
   * @param patterns (n): the window's number of patterns after each of them
   */
  TopicWords plus(List<String> texts, int[] patterns) {
    if (repeats) {
      return this;
    }
    Map<String, Use> used = new LinkedHashMap<>(uses); // one copy for all of them
    int read = words;
    int more = records;
    for (int i = 0; i < texts.size(); i++) {
      more++;
      if (more >= PLAIN_RECORDS && patterns[i] < PROSE * more) {
        return new TopicWords(Map.of(), 0, more, true);
      }
      read = use(texts.get(i), read, used);
    }
    return new TopicWords(Collections.unmodifiableMap(used), read, more, false);
  }

  /** Counts a record's words; returns the total number of words read. */
  private static int use(String text, int read, Map<String, Use> used) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Integer> firsts = new HashMap<>();
    int next = read;
    for (TextSpan piece : TextSpan.of(text, Phrase.MAX_CHARACTERS)) {
      for (String word : piece.text().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
        if (!word.isEmpty()) {
          counts.merge(word, 1, Integer::sum);
          firsts.putIfAbsent(word, next++);
        }
      }
    }
    counts.forEach((word, count) -> use(word, count, firsts.get(word), used));
    return next;
  }

  private static void use(String word, int count, int first, Map<String, Use> used) {
    Use before = used.get(word);
    if (before != null) {
      used.put(word, new Use(before.count() + count, before.records() + 1, before.first()));
    } else if (used.size() < MAX_WORDS
        && word.length() >= SHORTEST_TOPIC
        && word.length() <= LONGEST_TOPIC) {
      used.put(word, new Use(count, 1, first));
    }
  }

  /**
   * Whether the window reads as prose: its records hardly repeat, and they are sentences. Where a
   * log begins or changes all the time, its records hardly repeat either.
   *
   * @param patterns how many patterns the window has
   */
  boolean isProse(int patterns) {
    return !repeats
        && records >= LEAST_RECORDS
        && patterns >= PROSE * records
        && uses(OF_SENTENCES::contains) >= SENTENCES * words
        && uses(TopicWords::hasDigit) <= FIGURES * words;
  }

  private int uses(Predicate<String> kind) {
    return uses.entrySet().stream()
        .filter(use -> kind.test(use.getKey()))
        .mapToInt(use -> use.getValue().count())
        .sum();
  }

  private static boolean hasDigit(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  /** The topic words of the window, the most telling word first. */
  List<String> topics() {
    List<String> topics = new ArrayList<>(uses.keySet());
    topics.sort(Comparator.comparingDouble(word -> -weight(uses.get(word))));
    return topics.subList(0, Math.min(MAX_TOPICS, topics.size()));
  }

  private double weight(Use use) {
    double rarity = Math.log((records + 1) / (use.records() + 0.5));
    return use.count() * rarity / (use.first() + EARLY);
  }
}
