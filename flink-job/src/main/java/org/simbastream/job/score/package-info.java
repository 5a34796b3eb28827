/** Scores a file as one stream, without Kafka and Flink, with the operator's own classes. */
package org.simbastream.job.score;
