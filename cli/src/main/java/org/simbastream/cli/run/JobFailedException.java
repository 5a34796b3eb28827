package org.simbastream.cli.run;

/** Thrown when a job has failed for good; its message is for the user, without a stack trace. */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates the exception for a failed job.
   *
   * @param failure as Flink gives it, wrapped several times over
   */
  public static JobFailedException of(Throwable failure) {
    return new JobFailedException("the job failed: " + rootMessage(failure), failure);
  }

  /** The message of a failure's root cause. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
