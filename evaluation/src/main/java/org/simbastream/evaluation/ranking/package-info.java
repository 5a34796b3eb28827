/** Simple rankings of a log's lines, as baselines for the score. */
package org.simbastream.evaluation.ranking;
