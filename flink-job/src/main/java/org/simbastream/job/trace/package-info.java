/** Traces which tokens of a text each layer keeps, for {@code simba trace} and the live page. */
package org.simbastream.job.trace;
