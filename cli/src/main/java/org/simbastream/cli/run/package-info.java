/** Runs the job in this JVM: its start, its progress output, and resuming from its last state. */
package org.simbastream.cli.run;
