/** What the suite found, as JSON for programs and Markdown for people. */
package org.simbastream.e2e.report;
