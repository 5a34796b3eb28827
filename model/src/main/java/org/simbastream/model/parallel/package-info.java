/** Sharing one forward pass among threads. */
package org.simbastream.model.parallel;
