/** Threads that share the work of one forward pass. */
package org.simbastream.kernels.parallel;
