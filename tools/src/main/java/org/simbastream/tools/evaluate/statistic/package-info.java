/** Means and how far they can be trusted. */
package org.simbastream.tools.evaluate.statistic;
