/** Benchmarks of reading lines: how many a core scores in a second, and what they cost where. */
package org.simbastream.benchmarks.lines;
