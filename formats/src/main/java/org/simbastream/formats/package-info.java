/** Turns the bytes of Kafka's records into records with a stream, a time and a text. */
package org.simbastream.formats;
