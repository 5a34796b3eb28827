/**
 * Benchmarks of the operator and the whole job on a Flink cluster, compared with the bare model.
 */
package org.simbastream.benchmarks.job;
