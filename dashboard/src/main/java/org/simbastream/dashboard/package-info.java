/**
 * The live page: what a job writes to Kafka, read back and shown in a browser. {@code feed} reads
 * the results, {@code live} keeps a bounded part of them, {@code web} serves the page; {@code
 * highway} traces a text and {@code deadletters} replays dead letters at a visitor's request.
 */
package org.simbastream.dashboard;
