/** Writing on from a stream's state, which is forked for it. */
package org.simbastream.model.generation;
