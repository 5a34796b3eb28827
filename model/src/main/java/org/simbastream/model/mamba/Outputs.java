package org.simbastream.model.mamba;

/**
 * What a forward pass is asked for besides the new state; each costs work.
 *
 * @param surprisal each token's surprisal from the early readout, if the model has one
 * @param lastLogits logits after each chunk's last token
 * @param impact the criterion's scores at every layer, also where all tokens are kept anyway
 */
public record Outputs(boolean surprisal, boolean lastLogits, boolean impact) {

  /** Only the state and what was kept. */
  public static final Outputs NONE = new Outputs(false, false, false);

  /** Surprisal, for scores. */
  public static final Outputs SURPRISAL = new Outputs(true, false, false);

  /** The next token's logits, for generation. */
  public static final Outputs LAST_LOGITS = new Outputs(false, true, false);
}
