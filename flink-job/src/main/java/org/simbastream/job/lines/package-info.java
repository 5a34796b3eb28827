/** Files of lines: cutting them into records and finding out when each was written. */
package org.simbastream.job.lines;
