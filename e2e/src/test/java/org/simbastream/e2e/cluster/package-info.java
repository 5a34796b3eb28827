/** Kafka, Flink and, where asked for, ZooKeeper: each a JVM of its own on the loopback address. */
package org.simbastream.e2e.cluster;
