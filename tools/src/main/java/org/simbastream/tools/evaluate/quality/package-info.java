/** What each way of pruning costs in likelihood, over the work it leaves. */
package org.simbastream.tools.evaluate.quality;
