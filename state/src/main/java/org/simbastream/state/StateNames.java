package org.simbastream.state;

import org.simbastream.annotation.Internal;

/**
 * The names of all state. Renaming one would lose the state stored under it, so the names never
 * change.
 */
@Internal
public final class StateNames {

  /** Operator state: the models whose state is here. */
  public static final String MODEL = "simba-model";

  /** Keyed map: layer to its hidden state. */
  public static final String LAYERS = "simba-layers";

  /** Keyed value: the stream's state besides its layers' states. */
  public static final String STREAM = "simba-stream";

  /** Keyed value: the stream's recall. */
  public static final String RECALL = "simba-recall";

  /** Keyed list: the records of the open chunk. */
  public static final String PENDING = "simba-pending";

  /** Keyed value: the open chunk's windows, length and timer. */
  public static final String OPEN_CHUNK = "simba-open-chunk";

  /** Keyed value: the texts of the last records, for a warm-up under another model. */
  public static final String RECENT = "simba-recent";

  /** Keyed map: window start to the content of its summary. */
  public static final String WINDOWS = "simba-windows";

  /** Keyed value: the end of the latest window whose summary was emitted. */
  public static final String TOLD = "simba-told";

  /** Keyed map: pattern to how often it was seen. */
  public static final String PATTERNS = "simba-patterns";

  /** Keyed value: how many records and patterns a key has had, and when its last record arrived. */
  public static final String HISTORY = "simba-history";

  /** Keyed value: a stream's alerts. */
  public static final String ALERTS = "simba-alerts";

  /** Keyed value: the lines of a record that may go on. */
  public static final String PENDING_LINES = "simba-pending-lines";

  /** Keyed map: window start to the patterns seen in it. */
  public static final String WINDOW_PATTERNS = "simba-window-patterns";

  /** Keyed value: how often each pattern usually comes in a window. */
  public static final String USUAL_PATTERNS = "simba-usual-patterns";

  /** Broadcast map: the id of what people have taught to what it says. */
  public static final String TEACHINGS = "simba-teachings";

  /** Keyed map: window start to how many of its records are muted. */
  public static final String WINDOW_MUTED = "simba-window-muted";

  private StateNames() {}
}
