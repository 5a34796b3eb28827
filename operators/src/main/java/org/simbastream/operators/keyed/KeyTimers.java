package org.simbastream.operators.keyed;

import org.simbastream.annotation.Internal;

/** Event time, and the current key's timers: for its windows, and for its expiry. */
@Internal
public interface KeyTimers extends WindowTimers, IdleTimers {}
