package org.simbastream.benchmarks.figure;

/** Another program that runs the same model on the same machine. */
public interface Peer extends AutoCloseable {

  /** For figures' names. */
  String name();

  /** Reads a prompt of that many tokens once and returns the tokens per second. */
  double promptTokensPerSecond(int tokens);

  /** Writes that many tokens, one after the other, and returns the tokens per second. */
  double decodedTokensPerSecond(int tokens);

  @Override
  void close();
}
