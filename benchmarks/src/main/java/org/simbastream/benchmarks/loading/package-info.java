/** What loading a model takes. */
package org.simbastream.benchmarks.loading;
