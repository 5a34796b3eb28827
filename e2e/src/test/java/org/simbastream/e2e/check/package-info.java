/** What a job has written and what it remembers, beside what it should. */
package org.simbastream.e2e.check;
