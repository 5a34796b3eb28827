package org.simbastream.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.simbastream.model.Fixture;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Position;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.ModelIdentity;

/** Streams of tokens for the smallest golden checkpoint that has an early readout. */
final class StateStreams {

  static final String MODEL = Fixture.named("own-readout").directory().toString();
  static final long START = 1_700_000_000_000L;
  static final Duration IDLE_EXPIRY = Duration.ofMinutes(10);

  private static final int VOCABULARY = 70;
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private StateStreams() {}

  static OperatorSettings settings() {
    return OperatorSettings.builder()
        .model(MODEL)
        .pruning(SimbaSettings.linear(0.25, 0))
        .chunk(new OperatorSettings.Chunk(40, Duration.ZERO))
        .bundle(new OperatorSettings.Bundle(10_000, Duration.ofMillis(50)))
        .window(new OperatorSettings.Window(WINDOW, 1_440, 3, 10))
        .maxPatterns(100)
        .idleExpiry(IDLE_EXPIRY)
        .otherModel(
            new OperatorSettings.OtherModel(ModelIdentity.OnMismatch.REFUSE, 0, Integer.MAX_VALUE))
        .build();
  }

  /** Records of some keys in order, about three a second. */
  static List<TokenizedRecord> records(String prefix, int keys, int from, int to, long seed) {
    List<TokenizedRecord> records = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < to; i++) {
      String key = prefix + random.nextInt(keys);
      int[] tokens = random.ints(random.nextInt(3, 21), 1, VOCABULARY).toArray();
      if (i >= from) {
        records.add(record(key, i, START + i * 333L, tokens));
      }
    }
    return records;
  }

  static TokenizedRecord record(String key, long offset, long time, int... tokens) {
    String text = "record " + (char) ('a' + offset % 7) + " number " + offset;
    return new TokenizedRecord(key, new Position("topic", 0, offset), time, text, tokens, false);
  }

  /** The records of one key, as another's. */
  static List<TokenizedRecord> renamed(List<TokenizedRecord> records, String from, String to) {
    return records.stream()
        .filter(r -> r.key().equals(from))
        .map(r -> record(to, r.position().offset(), r.time(), r.tokens()))
        .toList();
  }

  /** All together, in the order of their times. */
  @SafeVarargs
  static List<TokenizedRecord> merged(List<TokenizedRecord>... streams) {
    return Stream.of(streams)
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(TokenizedRecord::time))
        .toList();
  }
}
