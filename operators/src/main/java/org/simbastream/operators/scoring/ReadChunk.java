package org.simbastream.operators.scoring;

import java.util.List;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.operators.record.PendingRecord;

/**
 * A chunk and what the forward pass made of it.
 *
 * @param records its records, in order
 * @param prefix tokens before the first record's: 1 where the stream begins (BOS), else 0
 * @param result what the model says of the chunk's tokens, the prefix included
 */
public record ReadChunk(List<PendingRecord> records, int prefix, ChunkResult result) {}
