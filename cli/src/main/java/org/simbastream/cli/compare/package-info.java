/** Holds the patterns of two files against each other. */
package org.simbastream.cli.compare;
