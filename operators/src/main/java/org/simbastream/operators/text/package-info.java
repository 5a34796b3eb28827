/**
 * Takes records in: tokenizes their text, checks given tokens, and rejects records that can't be
 * read. Stateless.
 */
package org.simbastream.operators.text;
