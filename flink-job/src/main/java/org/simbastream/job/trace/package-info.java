/** What Simba keeps and skips of a text, for {@code simba trace} and for the live page. */
package org.simbastream.job.trace;
