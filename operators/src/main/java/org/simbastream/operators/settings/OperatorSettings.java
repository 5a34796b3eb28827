package org.simbastream.operators.settings;

import java.io.Serializable;
import java.time.Duration;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.state.ModelIdentity;

/**
 * How the Simba operator reads its streams. {@link #DEFAULT} holds the job's defaults; a builder
 * changes some of them:
 *
 * <pre>{@code
 * OperatorSettings settings =
 *     OperatorSettings.builder().model("models/my-model").window(Duration.ofMinutes(5)).build();
 * }</pre>
 *
 * @param model a checkpoint's directory, or {@code bundled}
 * @param weights the precision of the model's weights in memory
 * @param statePrecision the precision of hidden states between chunks
 * @param pruning which tokens each layer reads
 * @param adaptiveKeep whether layers read fewer tokens when the job falls behind
 * @param chunk when a key's chunk closes
 * @param bundle when the bundle of closed chunks runs
 * @param window event-time windows and what their summaries show
 * @param readout whether surprisal is read out, if the model has an early readout
 * @param recall whether predictions from a stream's own past are mixed into its surprisal
 * @param maxPatterns the greatest number of patterns, places and words remembered per key
 * @param idleExpiry time without records after which a key's whole state is deleted; zero: never
 * @param otherModel what to do when restored states belong to another model
 * @param alerts what is worth an alert
 * @param teaching whether people teach it, by a second input of {@link
 *     org.simbastream.records.Teaching}
 */
@PublicApi
public record OperatorSettings(
    String model,
    WeightPrecision weights,
    StatePrecision statePrecision,
    SimbaSettings pruning,
    AdaptiveKeep adaptiveKeep,
    Chunk chunk,
    Bundle bundle,
    Window window,
    boolean readout,
    boolean recall,
    int maxPatterns,
    Duration idleExpiry,
    OtherModel otherModel,
    AlertSettings alerts,
    boolean teaching)
    implements Serializable {

  /** The job's own defaults, with the bundled model. */
  public static final OperatorSettings DEFAULT =
      new OperatorSettings(
          ModelLocation.BUNDLED,
          WeightPrecision.FLOAT32,
          StatePrecision.FLOAT32,
          SimbaSettings.ofModel(0.1),
          AdaptiveKeep.OFF,
          Chunk.DEFAULT,
          Bundle.DEFAULT,
          Window.DEFAULT,
          true,
          true,
          4096,
          Duration.ofDays(7),
          OtherModel.REFUSED,
          AlertSettings.OFF,
          false);

  /** Checks ranges. */
  public OperatorSettings {
    require(!model.isBlank(), "the model has no name: give a directory or 'bundled'");
    require(
        maxPatterns >= 1, "patterns remembered per key are %s, expected at least 1", maxPatterns);
    require(!idleExpiry.isNegative(), "the idle expiry is %s, expected 0 or more", idleExpiry);
  }

  /** A builder that begins with the job's own defaults. */
  public static OperatorSettingsBuilder builder() {
    return DEFAULT.toBuilder();
  }

  /** A builder that begins with these settings. */
  public OperatorSettingsBuilder toBuilder() {
    return new OperatorSettingsBuilder(this);
  }

  private static void require(boolean fulfilled, String message, Object... values) {
    if (!fulfilled) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  /**
   * The outputs required of a model's forward pass. Of a model that reads only what its stream did
   * not expect, readout and recall are parts that can't be switched off.
   */
  public Outputs outputs(MambaConfiguration of) {
    if (of.readerThreshold().isPresent()) {
      return Outputs.forScores(true, true);
    }
    return Outputs.forScores(readout && of.exitLayer().isPresent(), recall);
  }

  /** The size of one key's stored hidden state in bytes, without its recall. */
  public long hiddenBytes(MambaConfiguration of) {
    return statePrecision == StatePrecision.BFLOAT16
        ? of.stateBytesPerKey() / 2
        : of.stateBytesPerKey();
  }

  /**
   * When a key's chunk closes, besides at its window's end.
   *
   * @param tokens the size at which it closes: at the end of the record that reaches it
   * @param maxWait the processing time after which it closes; zero: never
   */
  public record Chunk(int tokens, Duration maxWait) implements Serializable {

    /** After 256 tokens or one second. */
    public static final Chunk DEFAULT = new Chunk(256, Duration.ofSeconds(1));

    /** Checks ranges. */
    public Chunk {
      require(tokens >= 1, "a chunk has %s tokens, expected at least 1", tokens);
      require(!maxWait.isNegative(), "a chunk waits for %s, expected 0 or more", maxWait);
    }
  }

  /**
   * What to do when restored states belong to another model.
   *
   * @param onMismatch whether to refuse them, and if not, how a key begins
   * @param warmUpRecords the greatest number of records kept per key, to be read anew; 0: none
   * @param maxRecordTokens the greatest number of tokens read of a record, also of one that is
   *     tokenized anew
   * @param tokensGiven whether records come as tokens, which stay the same under any model
   */
  public record OtherModel(
      ModelIdentity.OnMismatch onMismatch,
      int warmUpRecords,
      int maxRecordTokens,
      boolean tokensGiven)
      implements Serializable {

    /** Checks ranges. */
    public OtherModel {
      require(warmUpRecords >= 0, "records kept are %s, expected 0 or more", warmUpRecords);
      require(
          maxRecordTokens >= 1, "tokens of a record are %s, expected 1 or more", maxRecordTokens);
    }

    /** For records that come as text. */
    public OtherModel(ModelIdentity.OnMismatch onMismatch, int warmUpRecords, int maxRecordTokens) {
      this(onMismatch, warmUpRecords, maxRecordTokens, false);
    }

    /**
     * Refuses other models' states, so no records are kept; reads at most 2,048 tokens of a record.
     */
    public static final OtherModel REFUSED =
        new OtherModel(ModelIdentity.OnMismatch.REFUSE, 0, 2048);
  }

  /**
   * When the bundle runs, besides at barriers and watermarks.
   *
   * @param tokens the number of tokens at which it runs
   * @param maxWait the processing time after its first chunk at which it runs
   */
  public record Bundle(int tokens, Duration maxWait) implements Serializable {

    /** At 1,024 tokens or after 50 ms. */
    public static final Bundle DEFAULT = new Bundle(1024, Duration.ofMillis(50));

    /** Checks ranges. */
    public Bundle {
      require(tokens >= 1, "a bundle has %s tokens, expected at least 1", tokens);
      require(!maxWait.isNegative(), "a bundle waits for %s, expected 0 or more", maxWait);
    }
  }

  /**
   * A text that the model writes at a window's end.
   *
   * @param maxTokens its greatest length in tokens; 0: no text is written
   * @param prompt what the model reads first, after the stream
   */
  public record SummaryText(int maxTokens, String prompt) implements Serializable {

    /** No text is written. */
    public static final SummaryText NONE = new SummaryText(0, "Summary:");

    /** Checks ranges. */
    public SummaryText {
      require(maxTokens >= 0, "a summary's text has %s tokens, expected 0 or more", maxTokens);
    }
  }

  /**
   * Tumbling event-time windows per key.
   *
   * @param size their length
   * @param maxOpen the greatest number of open windows per key; further records count in an open
   *     one
   * @param highlights the greatest number of highlights per summary
   * @param newPatterns the greatest number of new patterns listed per summary
   * @param text the text that the model writes into the summary
   * @param silence whether a window without records has a summary if that is unusual
   * @param patterns the greatest number of patterns that are counted per window; 0: no patterns are
   *     told
   */
  public record Window(
      Duration size,
      int maxOpen,
      int highlights,
      int newPatterns,
      SummaryText text,
      boolean silence,
      int patterns)
      implements Serializable {

    /** Of a minute, with ten highlights and ten new patterns at most. */
    public static final Window DEFAULT = new Window(Duration.ofMinutes(1), 1_440, 10, 10);

    /** Checks ranges. */
    public Window {
      require(size.toMillis() >= 1, "a window's length is %s, expected at least 1 ms", size);
      require(maxOpen >= 1, "open windows are %s, expected at least 1", maxOpen);
      require(highlights >= 1, "highlights are %s, expected at least 1", highlights);
      require(newPatterns >= 0, "new patterns are %s, expected 0 or more", newPatterns);
      require(patterns >= 0, "patterns are %s, expected 0 or more", patterns);
    }

    /** Windows whose patterns are not told. */
    public Window(
        Duration size,
        int maxOpen,
        int highlights,
        int newPatterns,
        SummaryText text,
        boolean silence) {
      this(size, maxOpen, highlights, newPatterns, text, silence, 0);
    }

    /** Windows whose summaries have no text written by the model. */
    public Window(Duration size, int maxOpen, int highlights, int newPatterns) {
      this(size, maxOpen, highlights, newPatterns, SummaryText.NONE, true);
    }

    /** The default windows, but of this length. */
    public static Window of(Duration size) {
      return new Window(size, DEFAULT.maxOpen, DEFAULT.highlights, DEFAULT.newPatterns);
    }

    /**
     * The start of the window that holds a time, both in milliseconds since the epoch. The very
     * first window begins with the least possible time.
     */
    public long start(long time) {
      long start = time - Math.floorMod(time, size.toMillis());
      return start > time ? Long.MIN_VALUE : start;
    }

    /**
     * The first millisecond after the window that begins at {@code start}; for the very last
     * window, the greatest possible time.
     */
    public long end(long start) {
      long end = start + size.toMillis();
      return end < start ? Long.MAX_VALUE : end;
    }
  }
}
