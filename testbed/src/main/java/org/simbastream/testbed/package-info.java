/**
 * A Kafka broker and a Flink cluster for tests and demos: in this JVM ({@link
 * org.simbastream.testbed.embedded}) or as processes that can be killed and frozen ({@link
 * org.simbastream.testbed.process}).
 */
package org.simbastream.testbed;
