/** The job itself: source, tokenization, Simba, sinks, each with its uid. */
package org.simbastream.job.pipeline;
