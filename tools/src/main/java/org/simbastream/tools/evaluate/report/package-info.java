/** What was found, as JSON, as a page, and in a few lines. */
package org.simbastream.tools.evaluate.report;
