/**
 * Joins the lines of a stream that are one record, before the model reads them: stack traces,
 * pretty-printed JSON, pieces of long lines.
 */
package org.simbastream.operators.joining;
