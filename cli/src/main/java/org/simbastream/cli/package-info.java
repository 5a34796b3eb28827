/** The command line: {@code simba demo}, {@code run}, {@code score}, {@code trace} and so on. */
package org.simbastream.cli;
