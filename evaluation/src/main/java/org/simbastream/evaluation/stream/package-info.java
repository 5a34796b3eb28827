/** Reads lines as the job does, window by window, and selects highlights by any score. */
package org.simbastream.evaluation.stream;
