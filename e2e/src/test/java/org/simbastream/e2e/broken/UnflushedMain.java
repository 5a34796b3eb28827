package org.simbastream.e2e.broken;

import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.settings.OperatorSettings;

/** The product's job, except that a snapshot is taken with closed chunks still in the bundle. */
public final class UnflushedMain {

  private UnflushedMain() {}

  /** Submits it. */
  public static void main(String[] args) throws Exception {
    BrokenJob.submit(args, UnflushedOperator::new);
  }

  private static final class UnflushedOperator extends SimbaOperator {

    private static final long serialVersionUID = 1L;

    UnflushedOperator(OperatorSettings settings) {
      super(settings);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {}
  }
}
