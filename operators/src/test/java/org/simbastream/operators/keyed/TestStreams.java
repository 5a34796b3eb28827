package org.simbastream.operators.keyed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.model.Fixture;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.settings.AdaptiveKeep;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Position;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.ModelIdentity;

/** Streams and settings for the operator's tests, on the smallest golden checkpoint. */
final class TestStreams {

  static final String MODEL = Fixture.named("tiny-f32").directory().toString();
  static final String OTHER_MODEL = Fixture.named("tiny-bf16").directory().toString();
  static final Duration WINDOW = Duration.ofSeconds(10);

  private static final int VOCABULARY = 97;

  private TestStreams() {}

  static OperatorSettings settings() {
    return settings(Duration.ZERO, Duration.ZERO, 100_000);
  }

  static OperatorSettings rounded() {
    OperatorSettings s = settings();
    return s.toBuilder().statePrecision(StatePrecision.BFLOAT16).build();
  }

  static OperatorSettings settings(Duration maxWait, Duration idleExpiry, int bundleTokens) {
    return OperatorSettings.builder()
        .model(MODEL)
        .pruning(SimbaSettings.linear(0.25, 0))
        .chunk(new OperatorSettings.Chunk(40, maxWait))
        .bundle(new OperatorSettings.Bundle(bundleTokens, Duration.ofMillis(50)))
        .window(new OperatorSettings.Window(WINDOW, 1_440, 3, 10))
        .maxPatterns(100)
        .idleExpiry(idleExpiry)
        .otherModel(
            new OperatorSettings.OtherModel(ModelIdentity.OnMismatch.REFUSE, 0, Integer.MAX_VALUE))
        .build();
  }

  /** So many windows per key open at once at most. */
  static OperatorSettings withOpenWindows(int atMost) {
    OperatorSettings s = settings();
    return s.toBuilder().window(new OperatorSettings.Window(WINDOW, atMost, 3, 10)).build();
  }

  /** Other pruning, which follows the load as it is told to, and small bundles. */
  static OperatorSettings adaptive(double last, AdaptiveKeep adaptiveKeep) {
    OperatorSettings s = settings(Duration.ZERO, Duration.ZERO, 80);
    return s.toBuilder().pruning(SimbaSettings.linear(last, 0)).adaptiveKeep(adaptiveKeep).build();
  }

  static OperatorSettings withModel(String model, ModelIdentity.OnMismatch onMismatch) {
    OperatorSettings s = settings();
    return s.toBuilder()
        .model(model)
        .otherModel(new OperatorSettings.OtherModel(onMismatch, 0, Integer.MAX_VALUE))
        .build();
  }

  static TokenizedRecord record(String key, long offset, long time, int... tokens) {
    String text = "record " + (char) ('a' + offset % 7) + " of " + key + " number " + offset;
    return new TokenizedRecord(key, new Position("topic", 0, offset), time, text, tokens, false);
  }

  /** Records of several keys in event-time order, 3 to 20 tokens each, about three per second. */
  static List<TokenizedRecord> records(int keys, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenizedRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] tokens = random.ints(random.nextInt(3, 21), 1, VOCABULARY).toArray();
      records.add(record("key-" + random.nextInt(keys), i, 1_000_000 + i * 333L, tokens));
    }
    return records;
  }
}
