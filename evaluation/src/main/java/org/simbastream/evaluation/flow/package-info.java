/** Measures whether a fact that occurred once in a stream still affects predictions long after. */
package org.simbastream.evaluation.flow;
