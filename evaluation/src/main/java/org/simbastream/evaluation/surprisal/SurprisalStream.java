package org.simbastream.evaluation.surprisal;

import org.simbastream.model.mamba.StreamMemory;

/** A stream that is being read. */
public interface SurprisalStream {

  /** Reads the stream's next chunk, at least one token. */
  TokenSurprisals read(int[] tokens);

  /** The stream's hidden state; not to be written to. */
  StreamMemory memory();
}
