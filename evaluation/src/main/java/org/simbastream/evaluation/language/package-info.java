/**
 * Measures how well the model predicts text that it has not seen, compared with compressors on the
 * same bytes.
 */
package org.simbastream.evaluation.language;
