package org.simbastream.benchmarks.llama;

import java.util.ArrayList;
import java.util.List;

/**
 * A vocabulary for models that have none, as GPT-2's tokenizer writes it: token ids 0 … 255 are the
 * bytes, all others made-up words. Without merges no text ever becomes a made-up word, so n plain
 * letters are n tokens.
 */
final class ByteVocabulary {

  /** The number of token ids that represent the byte of the same value. */
  static final int BYTES = 256;

  private ByteVocabulary() {}

  /** The text of every token id; a byte is written as the letter GPT-2 has for it. */
  static List<String> texts(int vocabSize) {
    List<String> texts = new ArrayList<>(vocabSize);
    int strangers = 0;
    for (int id = 0; id < BYTES; id++) {
      // A byte that can't be seen takes the next letter after Latin-1.
      texts.add(String.valueOf((char) (visible(id) ? id : BYTES + strangers++)));
    }
    for (int id = BYTES; id < vocabSize; id++) {
      texts.add(madeUp(id));
    }
    return texts;
  }

  /** The text of a token id from 256 on, as llama.cpp writes it too. */
  static String madeUp(int id) {
    return "<t" + id + ">";
  }

  private static boolean visible(int letter) {
    return letter >= '!' && letter <= '~' || letter >= 0xA1 && letter <= 0xFF && letter != 0xAD;
  }
}
