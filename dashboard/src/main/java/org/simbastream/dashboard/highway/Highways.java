package org.simbastream.dashboard.highway;

import java.util.List;

/**
 * How many layers each token of a text reached.
 *
 * @param model name and fingerprint of the model
 * @param layers how many layers it has
 * @param keep share of tokens that the last layer read
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
   * @param text its text
   * @param id its number in the model's vocabulary
   * @param chunk the chunk it belongs to, from 0
   * @param depth how many layers read it; 0 if a reader did not read it
   * @param impact its impact in each of them, first layer first
   * @param stop why it reached no further layer; null if it reached the last layer, or none
   * @param expected what a reader surely expected in its place; null if that was nothing, or for
   *     other models
   */
  public record Token(
      String text,
      int id,
      int chunk,
      int depth,
      List<Float> impact,
      Stop stop,
      Expected expected) {}

  /**
   * What a reader surely expected in a token's place.
   *
   * @param text the expected token's text
   * @param trust how often such expectations come true on this stream, 0 … 1
   * @param came whether it came: then the token was not read, unless it ends a record
   */
  public record Expected(String text, double trust, boolean came) {}

  /**
   * Why a token reached no further layer.
   *
   * @param impact its impact at the last layer that read it
   * @param least the least impact there of a token that was kept by its impact; null if only the
   *     chunk's last token was kept, as it always is
   * @param seen how many tokens of its chunk that layer read
   * @param climbed how many of them were kept
   */
  public record Stop(float impact, Float least, int seen, int climbed) {}
}
