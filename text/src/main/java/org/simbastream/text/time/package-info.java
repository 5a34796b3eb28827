/**
 * Event times as logs write them: finds the time of a line or a field, and infers what its format
 * leaves out. The single place that reads times, for lines, JSON fields and SQL.
 */
package org.simbastream.text.time;
