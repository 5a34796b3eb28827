/** What people teach, written to and read from the job's control topic. */
package org.simbastream.cli.teach;
