package org.simbastream.tools.evaluate;

/**
 * What one part found.
 *
 * @param part the part
 * @param figures its figures
 * @param skipped why it did not run; empty if it did
 */
public record Section(Evaluation part, Figures figures, String skipped) {}
