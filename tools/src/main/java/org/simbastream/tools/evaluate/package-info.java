/**
 * What Simba costs and saves, and whether the highlights are the lines that matter: measurements,
 * each beside its baselines, in one report.
 */
package org.simbastream.tools.evaluate;
