package org.simbastream.operators.keyed;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.StateNames;
import org.simbastream.state.serialization.StreamStateSerializer;
import org.simbastream.state.stream.StreamState;

/**
 * Lets many keys read a record each and some of them another one; says how much heap is in use at
 * most, after collections, and how many of those keys had remembered the first. A process of its
 * own, so that its heap is what it is given.
 */
final class ManyKeys {

  static final String HEAP = "heap";
  static final String ROCKSDB = "rocksdb";
  static final int CHECKED_EVERY = 100;

  private static final long MANAGED_MEMORY = 128 << 20;
  private static final int MEASURED_EVERY = 10_000;
  private static final int[] TOKENS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

  private ManyKeys() {}

  /**
   * Runs.
   *
   * @param args the backend, the number of keys
   */
  public static void main(String[] args) throws Exception {
    StateBackend backend =
        args[0].equals(HEAP) ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
    int keys = Integer.parseInt(args[1]);
    try (OperatorHarness harness =
        new OperatorHarness(new SimbaOperator(TestStreams.settings()), backend, MANAGED_MEMORY)) {
      harness.open();
      long most = 0;
      for (int key = 0; key < keys; key++) {
        harness.process(record(key, 0));
        if ((key + 1) % 1_000 == 0) {
          harness.watermark((key + 1L) * 10_000 - 1); // ends every window so far
          harness.forgetOutput();
        }
        if ((key + 1) % MEASURED_EVERY == 0) {
          most = Math.max(most, usedHeap());
          System.out.println("keys " + (key + 1) + " most " + most);
        }
      }
      int remembered = 0;
      for (int key = 0; key < keys; key += CHECKED_EVERY) {
        harness.process(record(key, keys * 10_000L));
      }
      harness.watermark(Long.MAX_VALUE);
      for (int key = 0; key < keys; key += CHECKED_EVERY) {
        StreamState stream =
            harness.value("key-" + key, StateNames.STREAM, StreamStateSerializer.INSTANCE);
        remembered += stream.tokensRead() == 1 + 2 * TOKENS.length ? 1 : 0;
      }
      System.out.println("remembered " + remembered);
      System.out.println("most " + Math.max(most, usedHeap()));
    }
  }

  private static TokenizedRecord record(int key, long after) {
    return TestStreams.record(
        "key-" + key, key, after + key * 10_000L, Arrays.copyOf(TOKENS, TOKENS.length));
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
