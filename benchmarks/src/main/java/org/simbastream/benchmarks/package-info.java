/** Speed, measured side by side with what else could be used. */
package org.simbastream.benchmarks;
