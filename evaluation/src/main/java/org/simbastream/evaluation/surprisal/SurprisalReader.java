package org.simbastream.evaluation.surprisal;

/** Reads streams. Used by one thread only. */
public interface SurprisalReader extends AutoCloseable {

  /** A stream before its first token. */
  SurprisalStream newStream();

  /**
   * An independent copy of a stream's present state, read further by this reader.
   *
   * @param stream of this reader or another of the same kind and model
   */
  SurprisalStream fork(SurprisalStream stream);

  @Override
  void close();
}
