/** Models with random weights: speed depends on shapes, not on what was learnt. */
package org.simbastream.benchmarks.shape;
