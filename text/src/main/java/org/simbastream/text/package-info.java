/**
 * What a line of a log is made of: its words and their kinds, addresses, words of the clock, the
 * lines of a stack trace, and what a terminal shows of it.
 */
package org.simbastream.text;
