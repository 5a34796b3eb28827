/** llama.cpp beside this project: its file format, written, and its speed, measured. */
package org.simbastream.benchmarks.llama;
