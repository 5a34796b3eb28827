package org.simbastream.tools.evaluate.surprisal;

/** Reads streams. Belongs to one thread. */
public interface SurprisalReader extends AutoCloseable {

  /** A stream before its first token. */
  SurprisalStream newStream();

  @Override
  void close();
}
