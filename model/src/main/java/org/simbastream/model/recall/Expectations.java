package org.simbastream.model.recall;

import org.simbastream.annotation.PublicApi;

/**
 * What the gate knew before each of a chunk's n tokens.
 *
 * @param candidates (n, {@link Gate#SOURCES}): the token that each source expects, -1 for none
 * @param levels (n, {@link Gate#SOURCES}): how sure each source is: 0 for no candidate, 2 to 4
 * @param trust (n, {@link Gate#SOURCES}): how often such candidates come true on this stream, in
 *     65,536ths; 0 where there is no candidate or a later source has the same
 * @param sure (n): the token that was surely expected, -1 for none
 * @param certainty (n): the trust in it, in 65,536ths; 0 where nothing was surely expected
 * @param read the places of the tokens that are read, ascending
 */
@PublicApi
public record Expectations(
    int[] candidates, byte[] levels, char[] trust, int[] sure, char[] certainty, int[] read) {

  /** The trust in what was surely expected at a place, 0 … 1; 0 where nothing was. */
  public double sureTrust(int place) {
    return certainty[place] / (double) Gate.ONE;
  }

  /** Whether a token came although another was surely expected. */
  public boolean isRefuted(int place, int token) {
    return sure[place] >= 0 && sure[place] != token;
  }

  /**
   * What the gate's decision costs, in nats: 0 where nothing was surely expected, else the negative
   * logarithm of the trust, or of what is left of it.
   */
  public double cost(int place, int token) {
    double share = sureTrust(place);
    return sure[place] < 0 ? 0 : -StrictMath.log(sure[place] == token ? share : 1 - share);
  }

  /** What the gate's decision is expected to cost at a place, in nats: its entropy. */
  public double expectedCost(int place) {
    double share = sureTrust(place);
    return sure[place] < 0
        ? 0
        : -share * StrictMath.log(share) - (1 - share) * StrictMath.log(1 - share);
  }

  /** How likely it is that the model is asked at a place, 0 … 1. */
  public double shareAsked(int place) {
    return sure[place] < 0 ? 1 : 1 - sureTrust(place);
  }

  /** The logarithm of a candidate's odds, 0 where its trust is not known. */
  public float logOdds(int entry) {
    return trust[entry] == 0
        ? 0
        : (float) (StrictMath.log(trust[entry]) - StrictMath.log(Gate.ONE - trust[entry]));
  }
}
