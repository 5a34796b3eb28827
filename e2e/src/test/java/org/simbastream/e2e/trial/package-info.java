/** One run of the job over an input, from its first record to the comparison with a run without. */
package org.simbastream.e2e.trial;
