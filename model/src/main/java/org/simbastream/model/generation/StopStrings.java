package org.simbastream.model.generation;

import java.util.List;
import java.util.function.Predicate;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.text.TextTokenizer;

/**
 * Texts at which generation stops. They are searched in the text of all tokens written, so that
 * they may begin and end within tokens.
 */
@PublicApi
public final class StopStrings implements Predicate<int[]> {

  private final TextTokenizer tokenizer;
  private final List<String> texts;

  /**
   * Some stop strings.
   *
   * @param tokenizer the model's; the caller closes it
   * @param texts none of them empty
   */
  public StopStrings(TextTokenizer tokenizer, List<String> texts) {
    if (texts.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a stop string is empty: give at least one character");
    }
    this.tokenizer = tokenizer;
    this.texts = List.copyOf(texts);
  }

  /** Whether the text of the tokens written so far contains one of them. */
  @Override
  public boolean test(int[] written) {
    if (texts.isEmpty()) {
      return false;
    }
    String text = tokenizer.decode(written);
    return texts.stream().anyMatch(text::contains);
  }

  /** A text up to the first stop string in it. */
  public String cut(String text) {
    int end = text.length();
    for (String stop : texts) {
      int at = text.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return text.substring(0, end);
  }
}
