package org.simbastream.text.bpe;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.simbastream.annotation.Internal;

/**
 * Text to token ids by byte-pair encoding, exactly as the tokenizers library does it, but without
 * what else that returns of each token. It can be shared by threads.
 *
 * <p>Source: Sennrich, Haddow, Birch, <i>Neural Machine Translation of Rare Words with Subword
 * Units</i>, ACL 2016; on bytes: Radford et al., <i>Language Models are Unsupervised Multitask
 * Learners</i>, 2019.
 */
@Internal
public final class BytePairEncoder {

  private final Division division;
  private final boolean asciiOnly;
  private final List<String> excluded;
  private final PairJoiner joiner;
  private final PieceCache cache = new PieceCache();

  /**
   * An encoder.
   *
   * @param asciiOnly whether it reads texts of ASCII only
   * @param excluded what a text that it reads doesn't contain
   */
  BytePairEncoder(Division division, boolean asciiOnly, List<String> excluded, PairJoiner joiner) {
    this.division = division;
    this.asciiOnly = asciiOnly;
    this.excluded = List.copyOf(excluded);
    this.joiner = joiner;
  }

  /** Whether it reads every text. */
  public boolean readsAll() {
    return !asciiOnly && excluded.isEmpty();
  }

  /**
   * The token ids of a text.
   *
   * @return empty if this text is one of those that only the library reads exactly; never if {@link
   *     #readsAll()}
   */
  public Optional<int[]> encode(String text) {
    for (String one : excluded) {
      if (text.contains(one)) {
        return Optional.empty();
      }
    }
    char[] chars = text.toCharArray();
    int all = 0; // the bits of all characters
    for (char c : chars) {
      all |= c;
    }
    if (all < 128) {
      return Optional.of(encode(chars));
    }
    return asciiOnly ? Optional.empty() : Optional.of(encode(WholeCharacters.of(chars)));
  }

  private int[] encode(char[] text) {
    int[] tokens = new int[text.length / 3 + 8];
    int size = 0;
    for (int from = 0; from < text.length; ) {
      int to = division.end(text, from);
      int[] piece = piece(text, from, to);
      if (size + piece.length > tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.max(size + piece.length, tokens.length * 2));
      }
      for (int token : piece) {
        tokens[size++] = token;
      }
      from = to;
    }
    return Arrays.copyOf(tokens, size);
  }

  private int[] piece(char[] text, int from, int to) {
    if (to - from > PieceCache.LONGEST) {
      return join(text, from, to);
    }
    int[] known = cache.find(text, from, to);
    if (known != null) {
      return known;
    }
    int[] tokens = join(text, from, to);
    cache.keep(text, from, to, tokens);
    return tokens;
  }

  private int[] join(char[] text, int from, int to) {
    var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text, from, to - from));
    byte[] piece = new byte[bytes.remaining()];
    bytes.get(piece);
    return joiner.join(piece);
  }
}
