/**
 * A stream's state besides its hidden state: the number of tokens read, its usual surprisal, and
 * running means of what its records are like.
 */
package org.simbastream.state.stream;
