package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * The state of a stream besides its layers' states: small, read and written once per chunk.
 *
 * @param modelFingerprint the model that made this state
 * @param tokensRead tokens read so far, the first (BOS) included
 * @param exitResidual (dModel): residual stream of the last token at the early readout; null
 *     without one or before the first token. Immutable by contract
 * @param surprisal the usual surprisal of this stream's records for this model
 */
@Internal
public record StreamState(
    String modelFingerprint, long tokensRead, float[] exitResidual, Baseline surprisal) {

  /** The state before a stream's first token. */
  public static StreamState fresh(String modelFingerprint) {
    return new StreamState(modelFingerprint, 0, null, Baseline.NONE);
  }

  /** The same stream after {@code tokens} more tokens. */
  public StreamState after(int tokens) {
    return new StreamState(modelFingerprint, tokensRead + tokens, exitResidual, surprisal);
  }

  /** The same stream with another residual at the early readout. */
  public StreamState withExitResidual(float[] residual) {
    return new StreamState(modelFingerprint, tokensRead, residual, surprisal);
  }

  /** The same stream with another baseline. */
  public StreamState withSurprisal(Baseline baseline) {
    return new StreamState(modelFingerprint, tokensRead, exitResidual, baseline);
  }
}
