package org.simbastream.operators.text;

import java.util.Arrays;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.TokenizedRecord;

/** A record's tokens: its text plus a line feed, without special tokens, within a bound. */
public final class RecordTokenizer {

  private final TextTokenizer tokenizer;
  private final int maxTokens;

  /**
   * A tokenizer of records.
   *
   * @param maxTokens tokens read of one record at most; the rest is cut off and said so
   */
  public RecordTokenizer(TextTokenizer tokenizer, int maxTokens) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
  }

  /** Tokenizes a record with text. */
  public TokenizedRecord tokenize(IncomingRecord record) {
    int[] tokens = tokenizer.encode(record.text() + '\n');
    boolean truncated = tokens.length > maxTokens;
    return new TokenizedRecord(
        record.key(),
        record.position(),
        record.time(),
        record.text(),
        truncated ? Arrays.copyOf(tokens, maxTokens) : tokens,
        truncated);
  }
}
