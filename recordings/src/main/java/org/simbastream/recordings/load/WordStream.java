package org.simbastream.recordings.load;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Endless lines of made-up words; the frequency of a word falls with its rank as in natural text. A
 * word said several times in a row is written once with its number: {@code ka*3}.
 */
final class WordStream {

  private static final int VOCABULARY = 20_000;
  private static final String[] SYLLABLES = {
    "ka", "ri", "mo", "ten", "lu", "sa", "vor", "ne", "pi", "dal", "go", "shi", "be", "rum", "fa"
  };

  private final Random random;

  WordStream(Random random) {
    this.random = random;
  }

  String line() {
    int words = 4 + random.nextInt(9);
    return IntStream.range(0, words).mapToObj(i -> word()).collect(Collectors.joining(" "));
  }

  private String word() {
    int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
    StringBuilder word = new StringBuilder();
    for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    if (random.nextInt(50) == 0) {
      word.append('*').append(2 + random.nextInt(3));
    }
    return word.toString();
  }
}
