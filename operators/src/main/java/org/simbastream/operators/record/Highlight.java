package org.simbastream.operators.record;

/**
 * One of the most telling records of a window, standing for its near-duplicates.
 *
 * @param text the text of the record with the highest score among the near-duplicates
 * @param score that record's score
 * @param count how many records of the window it stands for, itself included
 * @param time that record's event time, in milliseconds since the epoch
 * @param position where that record stands in Kafka
 */
public record Highlight(String text, double score, long count, long time, Position position) {}
