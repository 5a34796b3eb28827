/** Benchmarks, each measured side by side with alternatives. */
package org.simbastream.benchmarks;
