/** A whole model's speed. */
package org.simbastream.benchmarks.model;
