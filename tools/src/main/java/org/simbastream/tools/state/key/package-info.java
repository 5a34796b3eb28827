/** What the Simba operator keeps of one key, and the file that takes it from job to job. */
package org.simbastream.tools.state.key;
