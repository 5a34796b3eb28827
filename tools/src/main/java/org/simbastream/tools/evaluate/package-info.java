/**
 * What Simba costs and saves, and whether the highlights are the lines that matter: measurements,
 * each beside its baselines, in one report. Each part is an {@link
 * org.simbastream.tools.evaluate.Evaluation} in a package of its own.
 */
package org.simbastream.tools.evaluate;
