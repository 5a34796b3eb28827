package org.simbastream.evaluation.stream;

import java.util.List;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;

/**
 * A window of a stream with the job's results. A record's offset is its line's place in the stream,
 * from 0.
 *
 * @param from the place of its first line
 * @param to the place after its last line
 * @param records its records with their scores; empty lines have none
 * @param summary its summary
 */
public record StreamWindow(int from, int to, List<ScoredRecord> records, WindowSummary summary) {}
