/**
 * Files of lines: splits them into lines, tells the times of their lines, and recognises binary
 * files.
 */
package org.simbastream.job.lines;
