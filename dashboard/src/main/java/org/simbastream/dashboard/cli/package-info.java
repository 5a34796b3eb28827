/** The command line of the live page, and its place beside the demo. */
package org.simbastream.dashboard.cli;
