/** Figures: measured values, their repetitions, and what they are compared with. */
package org.simbastream.benchmarks.figure;
