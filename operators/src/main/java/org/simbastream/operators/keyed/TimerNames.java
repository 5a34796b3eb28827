package org.simbastream.operators.keyed;

import org.simbastream.annotation.Internal;

/** The names of the timer services; they are part of the state, so they never change. */
@Internal
public final class TimerNames {

  /** Event time: a key's windows, by window start. */
  public static final String WINDOWS = "simba-windows";

  /** Processing time: a key's open chunk. */
  public static final String MAX_WAIT = "simba-max-wait";

  /** Event time: one per key, for its expiry. */
  public static final String IDLE = "simba-idle";

  private TimerNames() {}
}
