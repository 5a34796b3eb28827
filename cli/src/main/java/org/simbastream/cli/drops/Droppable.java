package org.simbastream.cli.drops;

/**
 * A pattern, and what to do with its records.
 *
 * @param lines what its records were, and told
 * @param advice what to do
 * @param expression matches its records and none of another pattern; empty if they are kept
 */
record Droppable(PatternLines lines, Advice advice, String expression) {}
