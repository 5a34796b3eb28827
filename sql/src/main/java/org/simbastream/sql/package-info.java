/**
 * Flink SQL's process table functions {@link org.simbastream.sql.SimbaSummarize} and {@link
 * org.simbastream.sql.SimbaScore}. Records are processed by the operator's own code; this package
 * handles a call's arguments, rows, timers and state.
 */
package org.simbastream.sql;
