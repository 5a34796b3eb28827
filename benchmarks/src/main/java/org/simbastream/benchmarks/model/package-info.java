/** Benchmarks of a whole model's speed. */
package org.simbastream.benchmarks.model;
