package org.simbastream.job.options;

/** What happens when the job is restored from state that another model has written. */
public enum ModelMismatch {
  /** The job doesn't start and names both models. */
  REFUSE,
  /** Every stream starts afresh under the new model. */
  AFRESH,
  /** The same, but first the new model reads the last records that were kept of the stream. */
  WARM_UP
}
