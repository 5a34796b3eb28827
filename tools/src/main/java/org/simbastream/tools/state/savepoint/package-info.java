/**
 * Opens the Simba operator's state with Flink's State Processor API, a part of the key groups at a
 * time, and writes savepoints in which one key is another.
 */
package org.simbastream.tools.state.savepoint;
