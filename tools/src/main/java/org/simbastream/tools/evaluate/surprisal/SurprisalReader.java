package org.simbastream.tools.evaluate.surprisal;

/** Reads streams. Belongs to one thread. */
public interface SurprisalReader extends AutoCloseable {

  /** A stream before its first token. */
  SurprisalStream newStream();

  /**
   * A stream as it is now, going its own way from here under this reader.
   *
   * @param stream of this reader or another of the same kind and model
   */
  SurprisalStream fork(SurprisalStream stream);

  @Override
  void close();
}
