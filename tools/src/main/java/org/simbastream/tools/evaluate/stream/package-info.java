/** Reading lines as the job does, window by window, and choosing highlights by any score. */
package org.simbastream.tools.evaluate.stream;
