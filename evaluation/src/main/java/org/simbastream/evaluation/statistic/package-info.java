/** Means with their standard errors. */
package org.simbastream.evaluation.statistic;
