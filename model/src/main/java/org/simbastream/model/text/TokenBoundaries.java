package org.simbastream.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.simbastream.text.bpe.DivisionPatterns;

/**
 * Finds places at which a text may be cut, such that the tokens of the part before are the first
 * tokens of the whole text.
 *
 * <p>A tokenizer of bytes first divides a text into pieces by kinds of characters, letters, digits
 * and others, and never joins tokens of two pieces. Between a letter or digit of ASCII and a
 * character of ASCII of another kind a piece always ends, whatever follows. For tokenizers that
 * divide texts in other ways no safe cut is known: they read whole texts.
 */
final class TokenBoundaries {

  /** The pattern by which Falcon's tokenizer divides digits further. */
  private static final String THREE_DIGITS = "[0-9][0-9][0-9]";

  /** They divide pieces further, by kinds of characters too. */
  private static final Set<String> HARMLESS = Set.of("ByteLevel", "Digits", "Punctuation");

  private static final TokenBoundaries NONE = new TokenBoundaries(false);

  private final boolean known;

  private TokenBoundaries(boolean known) {
    this.known = known;
  }

  static TokenBoundaries of(TokenizerParts tokenizer) {
    JsonNode normalizer = tokenizer.normalizer();
    boolean normalizes =
        !normalizer.isNull()
            && !normalizer.isMissingNode()
            && !normalizer.path("type").asText().equals("NFC"); // composes nothing across a cut
    return normalizes
            || !divides(tokenizer.preTokenizer())
            || tokenizer.addedText().stream().anyMatch(TokenBoundaries::mayReachAcross)
        ? NONE
        : new TokenBoundaries(true);
  }

  /**
   * The first place at or after one where a text may be cut; its length if there is none.
   *
   * @param from at least 1
   */
  int next(String text, int from) {
    if (!known) {
      return text.length();
    }
    for (int at = from; at < text.length(); at++) {
      if (isCut(text, at)) {
        return at;
      }
    }
    return text.length();
  }

  /** An apostrophe may belong to the word before it. */
  private static boolean isCut(String text, int at) {
    Kind before = Kind.of(text.charAt(at - 1));
    char next = text.charAt(at);
    return (before == Kind.LETTER || before == Kind.DIGIT)
        && next < 128
        && next != '\''
        && Kind.of(next) != before;
  }

  private static boolean divides(JsonNode preTokenizer) {
    if (!preTokenizer.path("type").asText().equals("Sequence")) {
      return dividesByKinds(preTokenizer);
    }
    boolean divided = false;
    for (JsonNode one : preTokenizer.path("pretokenizers")) {
      if (dividesByKinds(one)) {
        divided = true;
      } else if (!HARMLESS.contains(one.path("type").asText()) && !isSplit(one, THREE_DIGITS)) {
        return false;
      }
    }
    return divided;
  }

  private static boolean dividesByKinds(JsonNode preTokenizer) {
    return (preTokenizer.path("type").asText().equals("ByteLevel")
            && preTokenizer.path("use_regex").asBoolean(true))
        || isSplit(preTokenizer, DivisionPatterns.OWN);
  }

  private static boolean isSplit(JsonNode preTokenizer, String pattern) {
    return preTokenizer.path("type").asText().equals("Split")
        && preTokenizer.path("pattern").path("Regex").asText().equals(pattern)
        && preTokenizer.path("behavior").asText().equals("Isolated")
        && !preTokenizer.path("invert").asBoolean();
  }

  /** Whether an added token may hold a cut, or looks at what is after it. */
  private static boolean mayReachAcross(JsonNode token) {
    String content = token.path("content").asText();
    for (int at = 1; at < content.length(); at++) {
      if (isCut(content, at)) {
        return true;
      }
    }
    return token.path("single_word").asBoolean();
  }

  /** Kinds of characters of ASCII; all others are one. */
  private enum Kind {
    LETTER,
    DIGIT,
    OTHER;

    static Kind of(char character) {
      if (character >= '0' && character <= '9') {
        return DIGIT;
      }
      boolean letter =
          (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
      return letter ? LETTER : OTHER;
    }
  }
}
