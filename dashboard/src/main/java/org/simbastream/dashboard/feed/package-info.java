/**
 * Reads what the page shows: the job's output topics, without a consumer group and without
 * committing anything; what Kafka's brokers say of the input topics; checkpoints from Flink's REST
 * interface if that was given.
 */
package org.simbastream.dashboard.feed;
