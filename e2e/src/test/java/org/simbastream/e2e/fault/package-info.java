/** The faults: what is done to a running job, and how it is seen to be over. */
package org.simbastream.e2e.fault;
