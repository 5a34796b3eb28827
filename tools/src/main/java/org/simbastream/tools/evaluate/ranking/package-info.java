/** Simple ways to say which lines of a log matter: what a score is held against. */
package org.simbastream.tools.evaluate.ranking;
