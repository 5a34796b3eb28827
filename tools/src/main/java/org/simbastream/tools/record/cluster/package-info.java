/**
 * A Kafka broker, a Flink cluster and three applications, each a JVM of its own with its own log,
 * in a temporary folder and on the loopback address only.
 */
package org.simbastream.tools.record.cluster;
