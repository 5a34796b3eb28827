package org.simbastream.operators.keyed;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * Handles chunks that were read: counts them in their windows, emits their records, and puts off
 * their keys' expiry.
 */
final class ChunkEmitter {

  private final KeyContext keys;
  private final StreamReader reader;
  private final IdleExpiry expiry;
  private final ReadResults results;
  private final LongSupplier clock;

  /**
   * @param clock the time, in milliseconds since the epoch
   */
  ChunkEmitter(
      KeyContext keys,
      StreamReader reader,
      IdleExpiry expiry,
      ReadResults results,
      LongSupplier clock) {
    this.keys = keys;
    this.reader = reader;
    this.expiry = expiry;
    this.results = results;
    this.clock = clock;
  }

  /**
   * Emits the chunks' records in order. The current key is then that of the last chunk.
   *
   * @param heard receives the key of each chunk
   */
  void emit(List<BundleRunner.Finished> chunks, Consumer<String> heard) throws Exception {
    for (BundleRunner.Finished finished : chunks) {
      ClosedChunk chunk = finished.chunk();
      keys.setCurrentKey(chunk.key());
      reader.emitScored(finished, results);
      expiry.chunkRead(finished);
      heard.accept(chunk.key());
      reader.metrics().chunkDone(clock.getAsLong() - chunk.closedAt());
    }
  }
}
