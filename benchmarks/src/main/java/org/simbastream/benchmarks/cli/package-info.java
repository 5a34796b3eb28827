/** The command {@code simba bench}. */
package org.simbastream.benchmarks.cli;
