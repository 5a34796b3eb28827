package org.simbastream.evaluation;

/**
 * The results of one part.
 *
 * @param part the part
 * @param figures its figures
 * @param skipped why it did not run; empty if it did
 */
public record Section(Evaluation part, Figures figures, String skipped) {}
