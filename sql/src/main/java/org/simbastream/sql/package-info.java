/**
 * Reading streams in Flink SQL: {@link org.simbastream.sql.SimbaSummarize} and {@link
 * org.simbastream.sql.SimbaScore}. What is done with a record is the operator's own code; here are
 * a call's arguments, rows, and state as process table functions have it.
 */
package org.simbastream.sql;
