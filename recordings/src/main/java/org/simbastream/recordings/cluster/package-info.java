/**
 * A Kafka broker, a Flink cluster and three applications, each in a separate JVM with its own log,
 * in a temporary folder and on the loopback address only.
 */
package org.simbastream.recordings.cluster;
