/** Kafka's admin side of the job: checks of topics and brokers, topic limits, and lost records. */
package org.simbastream.job.kafka;
