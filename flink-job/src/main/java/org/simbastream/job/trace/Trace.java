package org.simbastream.job.trace;

import java.util.List;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.mamba.StreamMemory;

/**
 * What a forward pass over a stream of tokens kept and skipped.
 *
 * @param chunks one result per chunk, in stream order
 * @param work what all chunks cost
 * @param memory the hidden state after the last token
 */
public record Trace(List<ChunkResult> chunks, OpCounts work, StreamMemory memory) {}
