/**
 * The live page: what a job writes to Kafka, read back and shown in a browser. {@code feed} reads,
 * {@code board} remembers a bounded part of it, {@code web} shows it; {@code highway} and {@code
 * letters} are what a visitor can ask for besides.
 */
package org.simbastream.dashboard;
