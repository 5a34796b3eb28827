/** The comparison with llama.cpp: writes its file format and measures its speed. */
package org.simbastream.benchmarks.llama;
