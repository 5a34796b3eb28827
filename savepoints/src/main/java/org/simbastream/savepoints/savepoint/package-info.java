/**
 * Opens the Simba operator's state with Flink's State Processor API, a part of the key groups at a
 * time, and writes savepoints in which the state of one key is replaced.
 */
package org.simbastream.savepoints.savepoint;
