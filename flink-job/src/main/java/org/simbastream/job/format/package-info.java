/** The formats of records: reads Kafka's bytes, writes JSON results within a topic's limits. */
package org.simbastream.job.format;
