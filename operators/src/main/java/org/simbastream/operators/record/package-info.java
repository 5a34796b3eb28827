/** What travels between the operators and what leaves the job: plain records, no behaviour. */
package org.simbastream.operators.record;
