/** Benchmarks of loading a model. */
package org.simbastream.benchmarks.loading;
