package org.simbastream.job.pipeline;

import org.simbastream.operators.SimbaStreams;

/** The uids of all operators; savepoints refer to state by them, so they never change. */
public final class OperatorUids {

  /** The Kafka source: offsets. */
  public static final String SOURCE = "simba-source";

  /** What joins lines: records that may go on. */
  public static final String JOIN = SimbaStreams.JOIN_UID;

  /** What masks joined records: no state. */
  public static final String MASK = "simba-mask";

  /** Tokenization: no state. */
  public static final String TOKENIZE = SimbaStreams.TOKENIZE_UID;

  /** The Simba operator: hidden states, open chunks, windows, patterns. */
  public static final String SIMBA = SimbaStreams.SIMBA_UID;

  /** The sink of window summaries: open transactions. */
  public static final String SUMMARIES = "simba-summaries-sink";

  /** The sink of scored records: open transactions. */
  public static final String SCORED = "simba-scored-sink";

  /** The sink of work counts: open transactions. */
  public static final String WORK = "simba-work-sink";

  /** The sink of windows' patterns: open transactions. */
  public static final String PATTERNS = "simba-patterns-sink";

  /** The sink of dead letters: open transactions. */
  public static final String DEAD_LETTERS = "simba-dead-letters-sink";

  /** The alerts: those that are open, by stream. */
  public static final String ALERTS = SimbaStreams.ALERTS_UID;

  /** The sink of alerts: open transactions. */
  public static final String ALERTS_SINK = "simba-alerts-sink";

  /** The Kafka source of what people teach: offsets. */
  public static final String CONTROL_SOURCE = "simba-control-source";

  private OperatorUids() {}
}
