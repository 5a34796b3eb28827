package org.simbastream.state;

/**
 * What a stream carries besides its layers' states: small, read and written once a chunk.
 *
 * @param modelFingerprint the model that made this state
 * @param tokensRead tokens read so far, the first (BOS) included
 * @param exitResidual (dModel): residual stream of the last token at the early readout; null
 *     without one or before the first token. Immutable by contract
 * @param surprisal how surprising this stream's records are to this model
 */
public record StreamState(
    String modelFingerprint, long tokensRead, float[] exitResidual, Baseline surprisal) {

  /** The state before a stream's first token. */
  public static StreamState fresh(String modelFingerprint) {
    return new StreamState(modelFingerprint, 0, null, Baseline.NONE);
  }

  /** The same, that many tokens further. */
  public StreamState after(int tokens) {
    return new StreamState(modelFingerprint, tokensRead + tokens, exitResidual, surprisal);
  }

  /** The same with the early readout's residual stream moved on. */
  public StreamState withExitResidual(float[] residual) {
    return new StreamState(modelFingerprint, tokensRead, residual, surprisal);
  }

  /** The same with another baseline. */
  public StreamState withSurprisal(Baseline baseline) {
    return new StreamState(modelFingerprint, tokensRead, exitResidual, baseline);
  }
}
