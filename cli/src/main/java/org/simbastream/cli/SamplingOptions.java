package org.simbastream.cli;

import org.simbastream.model.generation.Sampling;
import org.simbastream.model.generation.TokenChoice;
import picocli.CommandLine.Option;

/** The options by which a generating command chooses its next token. */
final class SamplingOptions {

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description =
          "0 takes the likeliest token; above 0 tokens are drawn at random, at 1 from the model's"
              + " own distribution; default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description =
          "Draws only from the likeliest tokens whose probabilities sum up to P; default:"
              + " ${DEFAULT-VALUE}, which means all tokens.")
  private double topP;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "The seed of the random draws: the same seed draws the same tokens; default:"
              + " ${DEFAULT-VALUE}.")
  private long seed;

  /**
   * The choice that the options ask for.
   *
   * @throws IllegalArgumentException if one is outside its range, or has no effect
   */
  TokenChoice choice() {
    if (!(temperature >= 0)) {
      throw new IllegalArgumentException("--temperature is " + temperature + ": give 0 or more");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("--top-p is " + topP + ": give more than 0, at most 1");
    }
    if (temperature == 0 && topP < 1) {
      throw new IllegalArgumentException(
          "--top-p is " + topP + ", but nothing is drawn: give a --temperature above 0");
    }
    return temperature == 0 ? TokenChoice.GREEDY : new Sampling(temperature, topP, seed);
  }
}
