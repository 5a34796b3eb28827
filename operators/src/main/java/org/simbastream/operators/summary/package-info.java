/**
 * The content of a window and its summary: highlights with near-duplicates folded, gist, new
 * patterns, work.
 */
package org.simbastream.operators.summary;
