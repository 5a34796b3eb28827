/** Single kernels under JMH; how to run them is in {@code docs/development.md}. */
package org.simbastream.benchmarks.kernel;
