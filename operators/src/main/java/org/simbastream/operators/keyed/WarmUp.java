package org.simbastream.operators.keyed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.operators.metric.SimbaMetrics;
import org.simbastream.operators.scoring.ChunkScorer;
import org.simbastream.operators.scoring.ChunkTokens;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.StreamState;

/**
 * Lets a stream whose state another model made read its last records anew, before its next chunk.
 * They are cut into chunks as when they came, windows apart, and tokenized by the model's own
 * tokenizer; nothing is emitted or counted, but the metrics say so.
 *
 * <p>One key at a time: bundles hold any number of keys with short chunks, whose last records
 * together would not fit into memory.
 */
final class WarmUp {

  private final ForwardPass pass;
  private final OptionalInt bos;
  private final Outputs outputs;
  private final int chunkTokens;
  private final HiddenStateStore hidden;
  private final RecentRecordStore recent;
  private final LateTokenizer tokenizer;
  private final SimbaMetrics metrics;

  WarmUp(
      ForwardPass pass,
      OptionalInt bos,
      Outputs outputs,
      int chunkTokens,
      HiddenStateStore hidden,
      RecentRecordStore recent,
      LateTokenizer tokenizer,
      SimbaMetrics metrics) {
    this.pass = pass;
    this.bos = bos;
    this.outputs = outputs;
    this.chunkTokens = chunkTokens;
    this.hidden = hidden;
    this.recent = recent;
    this.tokenizer = tokenizer;
    this.metrics = metrics;
  }

  /**
   * The current key's stream: as it is, or after its last records if another model had read them.
   *
   * @param last the share of tokens that the last layer is given
   */
  StreamState begin(String key, double last) throws Exception {
    boolean another = hidden.isOfAnotherModel();
    StreamState stream = hidden.stream();
    if (!another) {
      return stream;
    }
    List<int[]> chunk = new ArrayList<>();
    int tokens = 0;
    for (byte[] text : recent.get().texts()) {
      int[] record = tokenizer.tokens(new String(text, StandardCharsets.UTF_8));
      if (record.length == 0) {
        continue;
      }
      chunk.add(record);
      tokens += record.length;
      if (tokens >= chunkTokens) {
        stream = read(key, chunk, stream, last);
        chunk.clear();
        tokens = 0;
      }
    }
    if (!chunk.isEmpty()) {
      stream = read(key, chunk, stream, last);
    }
    if (stream.tokensRead() > 0) {
      metrics.keyWarmedUp(stream.tokensRead());
    }
    return stream;
  }

  private StreamState read(String key, List<int[]> records, StreamState before, double last) {
    int prefix = ChunkTokens.prefix(before.tokensRead(), bos);
    List<StreamState> streams = new ArrayList<>(List.of(before));
    ChunkResult result =
        pass.run(
                List.of(ChunkTokens.joined(records, prefix, bos)),
                hidden.bundle(List.of(key), streams),
                outputs,
                pass.settings().withLast(last))
            .get(0);
    return streams
        .get(0)
        .after(result.depth().length)
        .withSurprisal(ChunkScorer.usualAfter(records, prefix, result, before.surprisal()));
  }
}
