package org.simbastream.job.pipeline;

/** A job failed for good; the message is for its user, who is not helped by a trace. */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The end of a job that began with some failure.
   *
   * @param failure as Flink gives it, wrapped several times over
   */
  public static JobFailedException of(Throwable failure) {
    return new JobFailedException("the job failed: " + rootMessage(failure), failure);
  }

  /** What began a failure, in the words of who threw it first. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
