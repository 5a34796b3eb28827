package org.simbastream.evaluation.anomalies;

import java.util.Locale;

/** Kinds of anomalies that streams can be made with. */
enum Anomaly {
  /** A status that requests do not have. */
  STATUS,
  /** Requests that take a hundred times as long. */
  LATENCY,
  /** Answers a thousand times as large. */
  BYTES,
  /** A negative number where numbers are positive. */
  NEGATIVE,
  /** A value that is missing. */
  NULL,
  /** A user beyond the usual ones. */
  USER,
  /** A region beyond the usual ones. */
  REGION,
  /** Another word in a known line. */
  WORD,
  /** A known line at another level. */
  LEVEL,
  /** A line of which the end is missing. */
  CUT,
  /** A step of a sequence left out. */
  ORDER,
  /** Many lines of a known kind in a moment. */
  BURST,
  /** One line again and again. */
  LOOP,
  /** No line for minutes. */
  SILENCE;

  /** The name in figures. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
