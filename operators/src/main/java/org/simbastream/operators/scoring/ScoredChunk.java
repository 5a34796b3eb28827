package org.simbastream.operators.scoring;

import java.util.List;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.state.Baseline;

/**
 * A chunk's records with their scores, and what the key has become.
 *
 * @param records in order
 * @param patterns each record's pattern, in the same order
 * @param kindWords how many of each record's first words say only what kind of line it is
 * @param newPattern whether each record's pattern was new on its key, in the same order
 * @param history the key's history after the chunk
 * @param surprisal the key's usual surprisal after the chunk
 */
public record ScoredChunk(
    List<ScoredRecord> records,
    List<RecordPattern> patterns,
    int[] kindWords,
    boolean[] newPattern,
    KeyHistory history,
    Baseline surprisal) {}
