/** How records look on the outside: Kafka's bytes in, JSON out. */
package org.simbastream.job.format;
