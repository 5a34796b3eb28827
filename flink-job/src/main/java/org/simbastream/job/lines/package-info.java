/**
 * Files of lines: splits them into lines, finds the time of each line, and recognises binary files.
 */
package org.simbastream.job.lines;
