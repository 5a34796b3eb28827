/** What can be configured, and how it is read and checked. */
package org.simbastream.job.options;
