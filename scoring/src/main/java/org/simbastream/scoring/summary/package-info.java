/** The content of a window and its summary: highlights, one a pattern, gist, new patterns, work. */
package org.simbastream.scoring.summary;
