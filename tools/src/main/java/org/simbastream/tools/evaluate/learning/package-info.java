/** How models of several sizes learn, from the logs of their training. */
package org.simbastream.tools.evaluate.learning;
