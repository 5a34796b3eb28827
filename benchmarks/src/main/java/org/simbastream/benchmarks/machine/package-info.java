/**
 * The machine's own limits, measured in the same run as the figures that are compared with them.
 */
package org.simbastream.benchmarks.machine;
