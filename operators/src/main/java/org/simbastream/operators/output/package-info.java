/** Where the operators put the results beside the summaries. */
package org.simbastream.operators.output;
