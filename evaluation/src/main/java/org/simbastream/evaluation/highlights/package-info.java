/**
 * Measures whether the highlights of recordings with ground truth show the faults, and few other
 * lines.
 */
package org.simbastream.evaluation.highlights;
