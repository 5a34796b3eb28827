/**
 * The library's entry point: {@link org.simbastream.operators.SimbaStreams} adds tokenization and
 * the keyed Simba operator to a Flink job.
 */
package org.simbastream.operators;
