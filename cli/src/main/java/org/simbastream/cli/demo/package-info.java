/** The demo: replays files through an embedded Kafka and Flink and prints the results. */
package org.simbastream.cli.demo;
