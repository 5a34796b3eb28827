/** The operator and the whole job on a Flink cluster, beside the bare model. */
package org.simbastream.benchmarks.job;
