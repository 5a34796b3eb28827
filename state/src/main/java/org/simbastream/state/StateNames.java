package org.simbastream.state;

/**
 * The names of all state, in one place: renaming one loses what is stored under it, so these never
 * change.
 */
public final class StateNames {

  /** Operator state: the models whose state is here. */
  public static final String MODEL = "simba-model";

  /** Keyed map: layer to its hidden state. */
  public static final String LAYERS = "simba-layers";

  /** Keyed value: what a stream carries besides. */
  public static final String STREAM = "simba-stream";

  /** Keyed value: what a stream remembers of its own tokens. */
  public static final String RECALL = "simba-recall";

  /** Keyed list: the records of the open chunk. */
  public static final String PENDING = "simba-pending";

  /** Keyed value: the open chunk's windows, length and timer. */
  public static final String OPEN_CHUNK = "simba-open-chunk";

  /** Keyed value: the texts of the last records, for a warm-up under another model. */
  public static final String RECENT = "simba-recent";

  /** Keyed map: window start to what its summary will say. */
  public static final String WINDOWS = "simba-windows";

  /** Keyed value: the end of the latest window whose summary went out. */
  public static final String TOLD = "simba-told";

  /** Keyed map: pattern to how often it was seen. */
  public static final String PATTERNS = "simba-patterns";

  /** Keyed value: how many records and patterns a key has shown, and when it was last heard. */
  public static final String HISTORY = "simba-history";

  private StateNames() {}
}
