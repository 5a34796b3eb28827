package org.simbastream.evaluation.corpus;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;

/** Lines as a model reads them: records of a stream, each its text and a line feed. */
public final class Records implements AutoCloseable {

  private final TextTokenizer tokenizer;
  private final int[] start; // the token every stream begins with, if there is one

  /**
   * Opens a model's tokenizer.
   *
   * @throws CheckpointException if the model has none
   */
  public Records(MambaModel model) {
    this.tokenizer =
        model
            .openTokenizer()
            .orElseThrow(
                () ->
                    new CheckpointException(
                        model.label() + " has no tokenizer.json, and texts can't be read without"));
    this.start = model.configuration().bosTokenId().stream().toArray();
  }

  /** The tokens of a line. */
  public int[] record(String line) {
    return tokenizer.encode(line + '\n');
  }

  /** The tokens that a stream begins with, before its first record: one or none. */
  public int[] start() {
    return start.clone();
  }

  /** The tokens of a whole stream, its first included. */
  public int[] stream(List<String> lines) {
    List<int[]> parts = new ArrayList<>();
    parts.add(start);
    lines.forEach(line -> parts.add(record(line)));
    return concatenate(parts);
  }

  /**
   * A whole stream, cut into chunks that close at the first record end at or after {@code
   * chunkTokens} tokens.
   */
  public List<int[]> chunks(List<String> lines, int chunkTokens) {
    List<int[]> chunks = new ArrayList<>();
    List<int[]> open = new ArrayList<>(List.of(start));
    int tokens = start.length;
    for (String line : lines) {
      int[] record = record(line);
      open.add(record);
      tokens += record.length;
      if (tokens >= chunkTokens) {
        chunks.add(concatenate(open));
        open.clear();
        tokens = 0;
      }
    }
    if (tokens > 0) {
      chunks.add(concatenate(open));
    }
    return chunks;
  }

  /** Tokens one after the other. */
  public static int[] concatenate(List<int[]> parts) {
    int[] all = new int[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
