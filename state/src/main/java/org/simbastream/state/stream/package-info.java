/**
 * A stream's state besides its hidden state: the number of tokens read, and its usual surprisal.
 */
package org.simbastream.state.stream;
