/**
 * What Simba costs and saves, and whether the highlights are the lines that matter: measurements,
 * each beside its baselines, in one report. Each part is an {@link
 * org.simbastream.evaluation.Evaluation} in a separate package.
 */
package org.simbastream.evaluation;
