/** What the job asks of Kafka. */
package org.simbastream.job.kafka;
