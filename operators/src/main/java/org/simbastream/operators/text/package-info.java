/**
 * Takes records in: joins lines that are one record, tokenizes their text, checks given tokens, and
 * rejects records that can't be read. Stateless: what waits is given to it.
 */
package org.simbastream.operators.text;
