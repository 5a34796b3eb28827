/** How often a stream's patterns come in its windows, against what is usual. */
package org.simbastream.scoring.pattern;
