package org.simbastream.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.text.TokenBytes;
import org.simbastream.records.Deviation;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.scoring.ChunkScorer;
import org.simbastream.scoring.HeapPatternMemory;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.PatternMemory;
import org.simbastream.scoring.ReadChunk;
import org.simbastream.scoring.ScoredChunk;
import org.simbastream.state.serialization.VersionedSerializer;
import org.simbastream.state.stream.Baseline;

/** Scores and reasons are the same however a stream is cut, and wherever it is restored. */
class CutChunksTest {

  private static final int MAX_TOKENS = 60;
  private static final int MAX_PATTERNS = 150;
  private static TokenBytes bytes; // a token a byte

  @BeforeAll
  static void aTokenIsAByte(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tokenizer.json");
    Files.writeString(
        file, "{\"decoder\": {\"type\": \"ByteLevel\"}, \"model\": {\"vocab\": {\"x\": 0}}}");
    bytes = TokenBytes.read(file, 1).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyCutAndEveryRestoreGivesTheSame(long seed) throws IOException {
    List<String> texts = texts(new Random(seed));
    float[][] costs = costs(texts, new Random(seed + 100));
    List<ScoredRecord> whole = read(texts, costs, new Random(0), texts.size(), false);
    assertThat(read(texts, costs, new Random(seed), 9, false)).isEqualTo(whole);
    assertThat(read(texts, costs, new Random(seed + 1), 5, true)).isEqualTo(whole);
    assertThat(read(texts, costs, new Random(seed + 2), 1, true)).isEqualTo(whole);
  }

  @Test
  void reasonsStandInTheTextAndScoresAreNumbers() throws IOException {
    List<String> texts = texts(new Random(1));
    List<ScoredRecord> records =
        read(texts, costs(texts, new Random(101)), new Random(0), 20, false);
    assertThat(records).anyMatch(r -> r.why().stream().anyMatch(w -> w.from() >= 0));
    for (ScoredRecord record : records) {
      assertThat(record.score()).isFinite().isNotNegative();
      for (Deviation why : record.why()) {
        assertThat(why.nats()).isFinite();
        assertThat(why.from()).isLessThanOrEqualTo(why.to());
        assertThat(why.to()).isLessThanOrEqualTo(record.text().length());
        if (why.to() > why.from() && why.kind() == Deviation.Kind.VALUE) {
          assertThat(record.text().substring(why.from(), why.to()))
              .matches("[\\p{L}\\p{N}\\p{So}]+");
        }
      }
    }
  }

  private static List<ScoredRecord> read(
      List<String> texts, float[][] costs, Random cuts, int longest, boolean restored)
      throws IOException {
    ChunkScorer scorer = new ChunkScorer(MAX_PATTERNS, bytes);
    HeapPatternMemory memory = new HeapPatternMemory();
    KeyHistory history = KeyHistory.NONE;
    Baseline usual = Baseline.NONE;
    List<ScoredRecord> all = new ArrayList<>();
    for (int from = 0; from < texts.size(); ) {
      int to = Math.min(texts.size(), from + 1 + cuts.nextInt(longest));
      ScoredChunk chunk = scorer.score(chunk(texts, costs, from, to), history, usual, memory);
      all.addAll(chunk.records());
      history = chunk.history();
      usual = chunk.surprisal();
      if (restored) {
        history = restored(history, KeyHistorySerializer.INSTANCE);
        for (Map.Entry<Long, PatternCount> count : List.copyOf(entries(memory))) {
          memory.put(count.getKey(), restored(count.getValue(), PatternCountSerializer.INSTANCE));
        }
      }
      from = to;
    }
    return all;
  }

  private static List<Map.Entry<Long, PatternCount>> entries(PatternMemory memory) {
    List<Map.Entry<Long, PatternCount>> entries = new ArrayList<>();
    memory.entries().forEach(e -> entries.add(Map.entry(e.getKey(), e.getValue())));
    return entries;
  }

  private static <T> T restored(T value, VersionedSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static ReadChunk chunk(List<String> texts, float[][] costs, int from, int to) {
    List<PendingRecord> records = new ArrayList<>();
    List<Float> surprisal = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String text = texts.get(i);
      boolean cut = costs[i].length > MAX_TOKENS;
      int tokens = Math.min(MAX_TOKENS, costs[i].length);
      for (int j = 0; j < tokens; j++) {
        surprisal.add(costs[i][j]);
      }
      Position at = new Position("t", 0, i);
      long time = i % 50 == 7 ? -5 : 1_700_000_000_000L + i * 1000L - (i % 11 == 3 ? 90_000 : 0);
      records.add(
          new PendingRecord(
              new TokenizedRecord("key", at, time, text, new int[tokens], cut), false));
    }
    float[] all = new float[surprisal.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = surprisal.get(i);
    }
    int[] depth = new int[all.length];
    Arrays.fill(depth, 1);
    OpCounts work = OpCounts.none(1);
    return new ReadChunk(
        records, 0, new ChunkResult(new int[1][0], depth, all, null, null, null, null, null, work));
  }

  /** Lines of a few kinds: values, colours, overwritten text, emoji, long ones, traces. */
  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int n = random.nextInt(1000);
      texts.add(
          switch (random.nextInt(8)) {
            case 0 -> "GET /items/" + n + " status " + (n < 950 ? 200 : 500) + " took " + n;
            case 1 -> "\u001b[32mINFO\u001b[0m cache hit " + n;
            case 2 -> "10 %\r20 %\rdone " + n;
            case 3 -> "user \uD83D\uDE00 sent " + n + " messages";
            case 4 -> "id " + Long.toHexString(random.nextLong()).repeat(4) + " state open";
            case 5 -> "\tat a.b.C.d(C.java:" + n + ")";
            case 6 -> n < 990 ? "tick" : "boom " + n;
            default -> "=====";
          });
    }
    return texts;
  }

  /** Costs of a text's bytes and of its line feed, as a terminal shows it. */
  private static float[][] costs(List<String> texts, Random random) {
    float[][] costs = new float[texts.size()][];
    for (int i = 0; i < costs.length; i++) {
      String seen = texts.get(i).replaceAll("\u001b\\[\\d*m", "").replaceAll(".*\r", "");
      costs[i] = new float[seen.getBytes(StandardCharsets.UTF_8).length + 1];
      for (int j = 0; j < costs[i].length; j++) {
        int odd = random.nextInt(400);
        costs[i][j] = odd == 0 ? Float.NaN : odd < 3 ? 25 : random.nextFloat();
      }
    }
    return costs;
  }
}
