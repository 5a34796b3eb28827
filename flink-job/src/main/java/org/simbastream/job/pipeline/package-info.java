/**
 * The job's pipeline: source, watermarks, tokenization, Simba and sinks, each with its uid, and the
 * checks before its start.
 */
package org.simbastream.job.pipeline;
