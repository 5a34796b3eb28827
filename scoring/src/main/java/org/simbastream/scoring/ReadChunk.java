package org.simbastream.scoring;

import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.records.PendingRecord;

/**
 * A chunk with the results of its forward pass.
 *
 * @param records its records, in order
 * @param prefix tokens before the first record's: 1 where the stream begins (BOS), else 0
 * @param result the model's results for the chunk's tokens, the prefix included
 */
@Internal
public record ReadChunk(List<PendingRecord> records, int prefix, ChunkResult result) {}
