package org.simbastream.job.options;

/** Whether lines are joined to records. */
public enum RecordJoin {
  /** Lines that are recognised as one record. */
  AUTO,
  /** None. */
  OFF
}
