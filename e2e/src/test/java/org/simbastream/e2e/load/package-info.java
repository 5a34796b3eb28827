/** What a job is given to read, and the generator that writes it. */
package org.simbastream.e2e.load;
