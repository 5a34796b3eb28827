/** Scoring a file as one stream, without Kafka and Flink, with the operator's own parts. */
package org.simbastream.job.score;
