/** The options of simba-stream, and reading and checking a configuration. */
package org.simbastream.job.options;
