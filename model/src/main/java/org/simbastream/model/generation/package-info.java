/**
 * Text generation from a fork of a stream's state: greedy and sampled decoding, and stop strings.
 */
package org.simbastream.model.generation;
