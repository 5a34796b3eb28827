package org.simbastream.operators.keyed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.operators.metric.SimbaMetrics;
import org.simbastream.scoring.ChunkScorer;
import org.simbastream.scoring.ChunkTokens;
import org.simbastream.state.BundleStates;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.stream.KeyedStreamState;
import org.simbastream.state.stream.StreamState;

/**
 * Warms up a stream whose state another model made: the model reads the stream's last records
 * before its next chunk. They are divided into chunks as when they arrived, except for windows, and
 * tokenized by the model's own tokenizer; no results are emitted or counted, except in metrics.
 *
 * <p>It reads one key at a time: bundles hold any number of keys with short chunks, whose last
 * records together would not fit into memory.
 */
final class WarmUp {

  private final ForwardPass pass;
  private final OptionalInt bos;
  private final Outputs outputs;
  private final int chunkTokens;
  private final HiddenStateStore hidden;
  private final RecentRecordStore recent;
  private final LazyTokenizer tokenizer;
  private final SimbaMetrics metrics;

  WarmUp(
      ForwardPass pass,
      OptionalInt bos,
      Outputs outputs,
      int chunkTokens,
      HiddenStateStore hidden,
      RecentRecordStore recent,
      LazyTokenizer tokenizer,
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
   * The current key's stream: unchanged, or after its last records if another model had read them.
   *
   * @param last the share of tokens that the last layer reads
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
    BundleStates states = hidden.bundle(List.of(new KeyedStreamState(key, before)));
    ChunkResult result =
        pass.run(
                List.of(ChunkTokens.joined(records, prefix, bos)),
                states,
                outputs,
                pass.settings().withLast(last))
            .get(0);
    return states.stream(0)
        .after(result.depth().length)
        .withSurprisal(ChunkScorer.usualAfter(records, prefix, result, before.surprisal()));
  }
}
