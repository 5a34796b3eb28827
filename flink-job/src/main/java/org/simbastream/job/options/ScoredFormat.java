package org.simbastream.job.options;

/** How scored records are written. */
public enum ScoredFormat {
  /** As an object of their own fields. */
  JSON,
  /** As OpenTelemetry's logs in JSON. */
  OTLP_JSON
}
