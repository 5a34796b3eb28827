package org.simbastream.dashboard.highway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.simbastream.dashboard.highway.Highways.Token;
import org.simbastream.job.trace.StreamTokens;
import org.simbastream.job.trace.Trace;
import org.simbastream.job.trace.Tracer;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.settings.SharedModels;

/**
 * Reads texts with the model, in this process, one at a time. The model is loaded for the first
 * visitor's request, or shared with a job that runs in this JVM.
 */
public final class HighwayService implements AutoCloseable {

  /** Characters read of a text. */
  public static final int MAX_CHARACTERS = 8_000;

  /** Tokens read of a text. */
  public static final int MAX_TOKENS = 512;

  private static final Outputs IMPACT = new Outputs(false, false, true);
  private static final WeightPrecision WEIGHTS = WeightPrecision.FLOAT32;

  private final String location;
  private final ReentrantLock turn = new ReentrantLock();
  private MambaModel model; // null until first used
  private TextTokenizer tokenizer;
  private boolean closed;

  /**
   * Creates the service.
   *
   * @param location the model's directory, or {@link ModelLocation#BUNDLED}
   */
  public HighwayService(String location) {
    this.location = location;
  }

  /**
   * Reads a text as the lines of a new stream.
   *
   * @param keep share of tokens that the last layer reads, in (0, 1]
   * @param chunkTokens tokens in a chunk, at least 1
   * @throws BusyException if another text is being read
   * @throws CheckpointException if the model can't be used
   * @throws IllegalArgumentException if there is nothing to read or a number is out of range
   */
  public Highways read(String text, double keep, int chunkTokens) throws BusyException {
    if (!turn.tryLock()) {
      throw new BusyException();
    }
    try {
      open();
      return trace(text, keep, chunkTokens);
    } finally {
      turn.unlock();
    }
  }

  private void open() {
    if (closed) {
      throw new IllegalStateException("the page is shutting down");
    }
    if (model == null) {
      MambaModel loaded = SharedModels.acquire(location, WEIGHTS);
      try {
        tokenizer =
            ModelLocation.read(
                location,
                directory ->
                    TextTokenizer.open(
                        directory.resolve(Checkpoint.TOKENIZER_FILE),
                        loaded.configuration().vocabSize()));
        model = loaded;
      } finally {
        if (model == null) {
          SharedModels.release(location, WEIGHTS);
        }
      }
    }
  }

  private Highways trace(String text, double keep, int chunkTokens) {
    String bounded = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
    int[] all = StreamTokens.of(model, tokenizer, bounded);
    if (bounded.isBlank() || all.length == 0) {
      throw new IllegalArgumentException("there is no text to read; type or choose a text");
    }
    int[] ids = Arrays.copyOf(all, Math.min(all.length, MAX_TOKENS));
    SimbaSettings pruning = SimbaSettings.ofModel(keep);
    Trace trace = Tracer.run(model, pruning, ids, new int[] {chunkTokens}, IMPACT);
    HighwayReader reader =
        new HighwayReader(model.configuration().layers(), id -> tokenizer.decode(new int[] {id}));
    List<Token> tokens = new ArrayList<>(ids.length);
    for (int chunk = 0; chunk < trace.chunks().size(); chunk++) {
      int from = chunk * chunkTokens;
      int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + chunkTokens));
      tokens.addAll(reader.tokens(trace.chunks().get(chunk), part, chunk));
    }
    return new Highways(
        model.label(),
        model.configuration().layers(),
        keep,
        chunkTokens,
        tokens,
        trace.work().ratio(),
        ids.length < all.length || bounded.length() < text.length());
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      if (model != null) {
        tokenizer.close();
        SharedModels.release(location, WEIGHTS);
        model = null;
      }
    } finally {
      turn.unlock();
    }
  }
}
