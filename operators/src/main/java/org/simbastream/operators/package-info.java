/** Simba on a stream, as Flink operators: tokenization, and the keyed operator that holds state. */
package org.simbastream.operators;
