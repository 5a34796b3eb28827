/** What the job does when it falls behind: fewer tokens climb, until it has caught up. */
package org.simbastream.operators.load;
