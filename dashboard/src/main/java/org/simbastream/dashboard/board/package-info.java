/**
 * What the page knows: streams, their windows and their latest lines, dead letters, totals. It is
 * bounded in every direction, written by one thread and read by those of the visitors.
 */
package org.simbastream.dashboard.board;
