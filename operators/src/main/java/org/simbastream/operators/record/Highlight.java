package org.simbastream.operators.record;

import java.util.List;
import org.simbastream.annotation.PublicApi;

/**
 * One of the most telling records of a window, which represents those of its pattern.
 *
 * @param text the text of the pattern's record with the highest score
 * @param score that record's score
 * @param count how many records of the window it represents, itself included
 * @param time that record's event time, in milliseconds since the epoch
 * @param position that record's position in Kafka
 * @param why the reasons for its score, as of {@link ScoredRecord}
 */
@PublicApi
public record Highlight(
    String text, double score, long count, long time, Position position, List<Deviation> why) {}
