/** Whether a window's gist says what people said of it, and a section's what its heading says. */
package org.simbastream.tools.evaluate.summaries;
