package org.simbastream.dashboard.highway;

import java.util.List;

/**
 * How far each token of a text climbed.
 *
 * @param model name and fingerprint of the model
 * @param layers how many layers it has
 * @param keep share of tokens that the last layer was given
 * @param chunkTokens tokens in a chunk
 * @param tokens the tokens, in order
 * @param workRatio token-layers computed over those of dense Mamba
 * @param cut whether the text had more tokens than are read here
 */
public record Highways(
    String model,
    int layers,
    double keep,
    int chunkTokens,
    List<Token> tokens,
    double workRatio,
    boolean cut) {

  /**
   * One token.
   *
   * @param text what it stands for
   * @param id its number in the model's vocabulary
   * @param chunk the chunk it belongs to, from 0
   * @param depth how many layers saw it
   * @param impact its impact in each of them, first layer first
   * @param stop why it went no further; null if it reached the last layer
   */
  public record Token(String text, int id, int chunk, int depth, List<Float> impact, Stop stop) {}

  /**
   * Why a token went no further.
   *
   * @param impact its impact at the last layer that saw it
   * @param least the least impact there of a token that climbed by its impact; null if only the
   *     chunk's last token climbed, which always does
   * @param seen how many tokens of its chunk that layer saw
   * @param climbed how many of them climbed
   */
  public record Stop(float impact, Float least, int seen, int climbed) {}
}
