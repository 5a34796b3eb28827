package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * A time without records that is unusual for its stream.
 *
 * @param since the end of the latest window with records, in milliseconds since the epoch
 * @param windows how many windows without records have ended since then
 * @param score how unusual that is, on the scale of records' scores
 */
@PublicApi
public record Silence(long since, long windows, double score) {}
