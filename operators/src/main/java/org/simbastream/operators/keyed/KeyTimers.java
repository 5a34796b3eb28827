package org.simbastream.operators.keyed;

/** Event time, and the current key's timers: for its windows, and for its expiry. */
public interface KeyTimers extends WindowTimers, IdleTimers {}
