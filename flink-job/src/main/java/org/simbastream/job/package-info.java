/** Simba as a Flink job, and everything around it that meets the outside. */
package org.simbastream.job;
