/** What all faults of a run of the suite share: the cluster, the jars, the runs without faults. */
package org.simbastream.e2e.suite;
