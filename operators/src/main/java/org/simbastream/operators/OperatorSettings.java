package org.simbastream.operators;

import java.io.Serializable;
import java.time.Duration;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.load.AdaptiveKeep;
import org.simbastream.state.ModelIdentity;

/**
 * How the Simba operator reads its streams.
 *
 * @param model a checkpoint's directory, or {@code bundled}
 * @param weights how the model's weights are held
 * @param statePrecision how exactly hidden states are kept from chunk to chunk
 * @param pruning which tokens climb
 * @param adaptiveKeep whether fewer climb when the job falls behind
 * @param chunk when a key's chunk closes
 * @param bundle when the bundle of closed chunks runs
 * @param window event-time windows and what their summaries show
 * @param readout whether surprisal is read out, if the model has an early readout
 * @param recall whether what a stream's own past predicts is mixed into its surprisal
 * @param maxPatterns patterns remembered per key at most
 * @param idleExpiry time after which a silent key is forgotten whole; zero: never
 * @param otherModel what to do when restored states belong to another model
 */
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
    OtherModel otherModel)
    implements Serializable {

  /** The job's own defaults, with the bundled model. */
  public static final OperatorSettings DEFAULT =
      of(
          ModelLocation.BUNDLED,
          SimbaSettings.linear(0.1, 0),
          Chunk.DEFAULT,
          Window.of(Duration.ofMinutes(1)));

  /**
   * The job's own defaults but for what is most often changed.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   */
  public static OperatorSettings of(
      String model, SimbaSettings pruning, Chunk chunk, Window window) {
    return new OperatorSettings(
        model,
        WeightPrecision.FLOAT32,
        StatePrecision.FLOAT32,
        pruning,
        AdaptiveKeep.OFF,
        chunk,
        Bundle.DEFAULT,
        window,
        true,
        true,
        4096,
        Duration.ofDays(7),
        OtherModel.REFUSED);
  }

  /**
   * The same with weights and states as they are, for a job that prunes alike whatever its load.
   */
  public OperatorSettings(
      String model,
      SimbaSettings pruning,
      Chunk chunk,
      Bundle bundle,
      Window window,
      boolean readout,
      boolean recall,
      int maxPatterns,
      Duration idleExpiry,
      ModelIdentity.OnMismatch onMismatch) {
    this(
        model,
        WeightPrecision.FLOAT32,
        StatePrecision.FLOAT32,
        pruning,
        AdaptiveKeep.OFF,
        chunk,
        bundle,
        window,
        readout,
        recall,
        maxPatterns,
        idleExpiry,
        new OtherModel(onMismatch, 0, Integer.MAX_VALUE));
  }

  /** What a forward pass of a model is asked for. */
  public Outputs outputs(MambaConfiguration of) {
    return Outputs.forScores(readout && of.exitLayer().isPresent(), recall);
  }

  /** What the hidden state of one key takes as it is kept, in bytes, without its recall. */
  public long hiddenBytes(MambaConfiguration of) {
    return statePrecision == StatePrecision.BFLOAT16
        ? of.stateBytesPerKey() / 2
        : of.stateBytesPerKey();
  }

  /**
   * When a key's chunk closes besides its window's end.
   *
   * @param tokens at the first record end at or after so many tokens
   * @param maxWait after so much processing time; zero: never
   */
  public record Chunk(int tokens, Duration maxWait) implements Serializable {

    /** After 256 tokens or one second. */
    public static final Chunk DEFAULT = new Chunk(256, Duration.ofSeconds(1));
  }

  /**
   * What to do when restored states belong to another model.
   *
   * @param onMismatch whether that is refused, and if not, how a key begins
   * @param warmUpRecords records kept per key at most, to be read anew; 0: none
   * @param maxRecordTokens tokens read at most of a record, also of one that has to be tokenized
   *     anew
   * @param tokensGiven whether records come as tokens, which stay what they are under any model
   */
  public record OtherModel(
      ModelIdentity.OnMismatch onMismatch,
      int warmUpRecords,
      int maxRecordTokens,
      boolean tokensGiven)
      implements Serializable {

    /** For records that come as text. */
    public OtherModel(ModelIdentity.OnMismatch onMismatch, int warmUpRecords, int maxRecordTokens) {
      this(onMismatch, warmUpRecords, maxRecordTokens, false);
    }

    /** Refused, so no records are kept; 2,048 tokens are read of one. */
    public static final OtherModel REFUSED =
        new OtherModel(ModelIdentity.OnMismatch.REFUSE, 0, 2048);
  }

  /**
   * When the bundle runs besides barriers and watermarks.
   *
   * @param tokens when it holds so many tokens
   * @param maxWait so long after its first chunk
   */
  public record Bundle(int tokens, Duration maxWait) implements Serializable {

    /** With 1,024 tokens or after 50 ms. */
    public static final Bundle DEFAULT = new Bundle(1024, Duration.ofMillis(50));
  }

  /**
   * A text that the model writes at a window's end.
   *
   * @param maxTokens its length at most; 0: none is written
   * @param prompt what the model reads first, after the stream
   */
  public record SummaryText(int maxTokens, String prompt) implements Serializable {

    /** None is written. */
    public static final SummaryText NONE = new SummaryText(0, "Summary:");
  }

  /**
   * Tumbling event-time windows per key.
   *
   * @param size their length
   * @param maxOpen windows of one key open at once at most; further records count in an open one
   * @param highlights highlights per summary at most
   * @param newPatterns new patterns listed per summary at most
   * @param text what the model writes into it
   */
  public record Window(
      Duration size, int maxOpen, int highlights, int newPatterns, SummaryText text)
      implements Serializable {

    /** Windows whose summaries have no text of the model's. */
    public Window(Duration size, int maxOpen, int highlights, int newPatterns) {
      this(size, maxOpen, highlights, newPatterns, SummaryText.NONE);
    }

    /** Windows of this length whose summaries show ten of each at most. */
    public static Window of(Duration size) {
      return new Window(size, 1_440, 10, 10);
    }

    /**
     * The start of the window that holds a time, both in milliseconds since the epoch. The first
     * window of all begins with the least time there is.
     */
    public long start(long time) {
      long start = time - Math.floorMod(time, size.toMillis());
      return start > time ? Long.MIN_VALUE : start;
    }

    /**
     * The first millisecond after the window that begins at {@code start}; of the last window of
     * all, the greatest time there is.
     */
    public long end(long start) {
      long end = start + size.toMillis();
      return end < start ? Long.MAX_VALUE : end;
    }
  }
}
