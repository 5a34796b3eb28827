package org.simbastream.operators.metric;

import org.simbastream.annotation.PublicApi;

/** The names of all metrics, in one place. Each is below the operator's group {@link #GROUP}. */
@PublicApi
public final class MetricNames {

  /** The group of all of them. */
  public static final String GROUP = "simba";

  /** Counter: tokens given to the model. */
  public static final String NUM_TOKENS_IN = "numTokensIn";

  /** Meter: tokens given to the model, per second. */
  public static final String NUM_TOKENS_IN_PER_SEC = "numTokensInPerSec";

  /** Counter: token-layers that dense Mamba would have computed and Simba did not. */
  public static final String NUM_TOKEN_LAYERS_SKIPPED = "numTokenLayersSkipped";

  /** Label of a layer's group: {@code simba.layer.<l>.keepRatio}. */
  public static final String LAYER = "layer";

  /** Gauge by layer: share of the tokens that the layer saw in the last bundle. */
  public static final String KEEP_RATIO = "keepRatio";

  /** Gauge: the share of tokens that the last layer reads at present. */
  public static final String LAST_IN_FORCE = "lastInForce";

  /** Histogram: from a chunk's closing to its results, in milliseconds. */
  public static final String CHUNK_LATENCY_MS = "chunkLatencyMs";

  /** Counter: bundles run. */
  public static final String NUM_BUNDLES = "numBundles";

  /** Counter: chunks run. */
  public static final String NUM_CHUNKS = "numChunks";

  /**
   * Gauge: bytes of state that one key carries, mean of the last bundle's keys: hidden state,
   * recall, patterns, records kept for a warm-up. Open chunks and windows are not in it.
   */
  public static final String STATE_BYTES_PER_KEY = "stateBytesPerKey";

  /** Counter: hidden state and recall read and put, in bytes. */
  public static final String STATE_BYTES = "stateBytes";

  /** Counter: records that arrived after their window had been closed. */
  public static final String NUM_RECORDS_LATE = "numRecordsLate";

  /** Counter: records counted in another window than their own, because too many were open. */
  public static final String NUM_RECORDS_IN_OTHER_WINDOW = "numRecordsInOtherWindow";

  /** Counter: records without text, skipped. */
  public static final String NUM_RECORDS_EMPTY = "numRecordsEmpty";

  /** Counter: records in whose text U+FFFD stands for bytes that are no characters. */
  public static final String NUM_RECORDS_MALFORMED = "numRecordsMalformed";

  /** Counter: records with Kafka's timestamp, because they have no time that can be read. */
  public static final String NUM_RECORDS_WITHOUT_TIME = "numRecordsWithoutTime";

  /** Counter: records that were joined from several lines. */
  public static final String NUM_RECORDS_JOINED = "numRecordsJoined";

  /** Counter: lines that are part of a record that was joined from several. */
  public static final String NUM_LINES_JOINED = "numLinesJoined";

  /** Counter: records that went to the dead letters. */
  public static final String NUM_RECORDS_DEAD_LETTERED = "numRecordsDeadLettered";

  /** Counter: results that were cut to the size that their topic allows. */
  public static final String NUM_RESULTS_CUT = "numResultsCut";

  /** Counter: results that are too large for their topic even when cut. */
  public static final String NUM_RESULTS_LOST = "numResultsLost";

  /** Counter: results whose time the topic refuses, written with the time of writing instead. */
  public static final String NUM_RESULTS_RETIMED = "numResultsRetimed";

  /** Gauge: how long this JVM took to load the model, in milliseconds. */
  public static final String MODEL_LOAD_TIME_MS = "modelLoadTimeMs";

  /** Counter: keys deleted because they had no records for too long. */
  public static final String NUM_KEYS_EXPIRED = "numKeysExpired";

  /** Counter: keys that read their last records anew under another model. */
  public static final String NUM_KEYS_WARMED_UP = "numKeysWarmedUp";

  /** Counter: tokens read for a warm-up; no other counter includes them. */
  public static final String NUM_TOKENS_WARMED_UP = "numTokensWarmedUp";

  /** Counter: alerts that opened. */
  public static final String NUM_ALERTS_OPENED = "numAlertsOpened";

  /** Counter: alerts that closed. */
  public static final String NUM_ALERTS_CLOSED = "numAlertsClosed";

  /** Counter: alerts that were not told, because their stream had too many in an hour. */
  public static final String NUM_ALERTS_SUPPRESSED = "numAlertsSuppressed";

  /** Counter: records that people have muted. */
  public static final String NUM_RECORDS_MUTED = "numRecordsMuted";

  /** Gauge: teachings of people that are remembered, those that have ended included. */
  public static final String TEACHINGS = "teachings";

  /** Counter: teachings that can't be read, or are too many. */
  public static final String NUM_TEACHINGS_REFUSED = "numTeachingsRefused";

  private MetricNames() {}
}
