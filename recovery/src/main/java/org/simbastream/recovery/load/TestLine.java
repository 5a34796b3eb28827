package org.simbastream.recovery.load;

/**
 * One record of the input.
 *
 * @param key the stream
 * @param partition where it goes; a key has one
 * @param time its event time, in milliseconds since the epoch
 * @param value its bytes
 * @param readable whether they are text
 */
public record TestLine(String key, int partition, long time, byte[] value, boolean readable) {}
