package org.simbastream.operators.keyed;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.simbastream.model.Fixture;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.ModelIdentity.OnMismatch;

/** Settings that change between two runs, and records of text for models with tokenizers. */
final class Upgrades {

  /** A model of 4 layers with an early readout and a tokenizer of 400 words. */
  static final String SMALL_MODEL = Fixture.named("own-trained").directory().toString();

  /** The trained model: other layers, another tokenizer. */
  static final String LARGE_MODEL = Fixture.simbaStart().directory().toString();

  static final int SMALL_LAYERS = 4;
  static final int MAX_RECORD_TOKENS = 30;

  private Upgrades() {}

  static OperatorSettings of(String model, OnMismatch onMismatch, int warmUpRecords) {
    return new Change().with(model, onMismatch, warmUpRecords).settings();
  }

  /** Some lines of a key, three a second, cut by a model's tokenizer. */
  static List<TokenizedRecord> lines(String model, String key, int from, int to) {
    try (RecordTokenizer tokenizer = RecordTokenizer.open(model, MAX_RECORD_TOKENS)) {
      return IntStream.range(from, to)
          .mapToObj(
              i ->
                  tokenizer.tokenize(
                      new IncomingRecord(
                          key,
                          new Position("topic", 0, i),
                          i * 333L,
                          "disk " + key + " at " + i % 5 + " % ünread, request " + i + " closed",
                          null)))
          .toList();
    }
  }

  /** Settings on the small model, of which a test changes what it is about. */
  static final class Change {

    private String model = SMALL_MODEL;
    private SimbaSettings pruning = SimbaSettings.linear(0.25, 0);
    private int chunkTokens = 40;
    private Duration maxWait = Duration.ZERO;
    private Duration window = TestStreams.WINDOW;
    private boolean readout = true;
    private boolean recall = true;
    private int maxPatterns = 100;
    private Duration idleExpiry = Duration.ZERO;
    private OperatorSettings.OtherModel otherModel =
        new OperatorSettings.OtherModel(OnMismatch.REFUSE, 0, MAX_RECORD_TOKENS);

    Change with(String newModel, OnMismatch onMismatch, int warmUpRecords) {
      model = newModel;
      otherModel = new OperatorSettings.OtherModel(onMismatch, warmUpRecords, MAX_RECORD_TOKENS);
      return this;
    }

    Change pruning(SimbaSettings value) {
      pruning = value;
      return this;
    }

    Change chunkTokens(int value) {
      chunkTokens = value;
      return this;
    }

    Change maxWait(Duration value) {
      maxWait = value;
      return this;
    }

    Change window(Duration value) {
      window = value;
      return this;
    }

    Change readout(boolean value) {
      readout = value;
      return this;
    }

    Change recall(boolean value) {
      recall = value;
      return this;
    }

    Change maxPatterns(int value) {
      maxPatterns = value;
      return this;
    }

    Change idleExpiry(Duration value) {
      idleExpiry = value;
      return this;
    }

    OperatorSettings settings() {
      OperatorSettings s = TestStreams.settings();
      return s.toBuilder()
          .model(model)
          .statePrecision(StatePrecision.FLOAT32)
          .pruning(pruning)
          .chunk(new OperatorSettings.Chunk(chunkTokens, maxWait))
          .window(new OperatorSettings.Window(window, 1_440, 3, 10))
          .readout(readout)
          .recall(recall)
          .maxPatterns(maxPatterns)
          .idleExpiry(idleExpiry)
          .otherModel(otherModel)
          .build();
    }
  }
}
