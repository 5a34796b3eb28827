/** The demo: replays files through an embedded Kafka and Flink and prints what comes out. */
package org.simbastream.job.demo;
