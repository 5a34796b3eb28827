/**
 * Records between Flink and Kafka: reads them with {@code formats}, writes JSON results within a
 * topic's limits.
 */
package org.simbastream.job.format;
