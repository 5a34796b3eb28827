/**
 * Kafka and Flink inside this JVM: the demo, {@code simba run} without a cluster, and tests use
 * them.
 */
package org.simbastream.testbed.embedded;
