package org.simbastream.model.mamba;

import org.simbastream.annotation.PublicApi;

/**
 * The outputs of a forward pass besides the new state; each costs work.
 *
 * @param surprisal each token's surprisal from the early readout, if the model has one
 * @param recall surprisal mixed with predictions from the stream's own past; from these alone
 *     without an early readout
 * @param topSurprisal surprisal from the head above the last layer, of each token whose predecessor
 *     reached it: of every token without pruning
 * @param lastLogits logits after each chunk's last token
 * @param impact the criterion's scores at every layer, also where all tokens are kept anyway
 */
@PublicApi
public record Outputs(
    boolean surprisal, boolean recall, boolean topSurprisal, boolean lastLogits, boolean impact) {

  /** Only the state and the kept tokens. */
  public static final Outputs NONE = new Outputs(false, false, false);

  /** The model's surprisal alone. */
  public static final Outputs SURPRISAL = new Outputs(true, false, false);

  /** The next token's logits, for generation. */
  public static final Outputs LAST_LOGITS = new Outputs(false, true, false);

  /** Surprisal below and above the pruned layers, for judging a model. */
  public static final Outputs BOTH_SURPRISALS = new Outputs(true, false, true, false, false);

  /** Outputs without recall and without top surprisal. */
  public Outputs(boolean surprisal, boolean lastLogits, boolean impact) {
    this(surprisal, false, false, lastLogits, impact);
  }

  /** The surprisal that scores need. */
  public static Outputs forScores(boolean surprisal, boolean recall) {
    return new Outputs(surprisal, recall, false, false, false);
  }
}
