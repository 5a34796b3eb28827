/** The plain records between the operators, in their state, and in the job's output. */
package org.simbastream.records;
