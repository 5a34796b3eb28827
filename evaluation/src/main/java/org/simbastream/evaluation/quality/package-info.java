/** Measures the likelihood that each way of pruning loses, against the work it saves. */
package org.simbastream.evaluation.quality;
