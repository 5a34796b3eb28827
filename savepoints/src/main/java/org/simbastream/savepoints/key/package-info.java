/** The Simba operator's state of one key, and the file in which it is moved from job to job. */
package org.simbastream.savepoints.key;
