/** Writes the report as JSON, as an HTML page, and as text. */
package org.simbastream.evaluation.report;
