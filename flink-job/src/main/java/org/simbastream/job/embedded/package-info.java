/** Kafka inside this JVM, for tests and for the demo. */
package org.simbastream.job.embedded;
