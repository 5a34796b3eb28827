/** What commands print to: a terminal that shows marks, or a pipe that may be closed. */
package org.simbastream.cli.terminal;
