package org.simbastream.model.mamba;

/**
 * What a forward pass is asked for besides the new state; each costs work.
 *
 * @param surprisal each token's surprisal from the early readout, if the model has one
 * @param recall surprisal with what the stream's own past predicts mixed in; without an early
 *     readout from that past alone
 * @param topSurprisal surprisal from the head above the last layer, of each token whose predecessor
 *     climbed there: of every token where nothing is pruned
 * @param lastLogits logits after each chunk's last token
 * @param impact the criterion's scores at every layer, also where all tokens are kept anyway
 */
public record Outputs(
    boolean surprisal, boolean recall, boolean topSurprisal, boolean lastLogits, boolean impact) {

  /** Only the state and what was kept. */
  public static final Outputs NONE = new Outputs(false, false, false);

  /** The model's surprisal alone. */
  public static final Outputs SURPRISAL = new Outputs(true, false, false);

  /** The next token's logits, for generation. */
  public static final Outputs LAST_LOGITS = new Outputs(false, true, false);

  /** Surprisal below and above the pruned layers, for judging a model. */
  public static final Outputs BOTH_SURPRISALS = new Outputs(true, false, true, false, false);

  /** Nothing of the stream's own past, nothing at the top. */
  public Outputs(boolean surprisal, boolean lastLogits, boolean impact) {
    this(surprisal, false, false, lastLogits, impact);
  }

  /** Surprisal as scores want it. */
  public static Outputs forScores(boolean surprisal, boolean recall) {
    return new Outputs(surprisal, recall, false, false, false);
  }
}
