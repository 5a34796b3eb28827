/**
 * Measures whether a window's gist matches what people wrote about it, and a section's gist its
 * heading.
 */
package org.simbastream.evaluation.summaries;
