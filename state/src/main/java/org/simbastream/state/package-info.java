/**
 * The hidden state as Flink managed state. {@link org.simbastream.state.HiddenStateStore} owns the
 * keyed part, {@link org.simbastream.state.ModelIdentity} the operator's.
 */
package org.simbastream.state;
