/** What a window's summary says: highlights with near-duplicates folded, new patterns, work. */
package org.simbastream.operators.summary;
