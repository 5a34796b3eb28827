/** What is measured, how often, and what it is held against. */
package org.simbastream.benchmarks.figure;
