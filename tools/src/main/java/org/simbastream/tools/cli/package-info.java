/** The command line of the tools. */
package org.simbastream.tools.cli;
