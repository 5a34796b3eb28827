/**
 * Reads the page's data: the job's output topics, without a consumer group and without commits; the
 * state of the input topics from Kafka's brokers; checkpoints from Flink's REST interface if it is
 * configured.
 */
package org.simbastream.dashboard.feed;
