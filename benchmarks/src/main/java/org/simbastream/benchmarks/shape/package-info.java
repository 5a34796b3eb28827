/** Models with random weights: speed depends on shapes, not on trained values. */
package org.simbastream.benchmarks.shape;
