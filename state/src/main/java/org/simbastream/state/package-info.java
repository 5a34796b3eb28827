/**
 * The hidden state as Flink managed state. {@link org.simbastream.state.HiddenStateStore} owns the
 * keyed state, {@link org.simbastream.state.ModelIdentity} the operator state. {@link
 * org.simbastream.state.MemoryStateStore} keeps keyed state outside Flink.
 */
package org.simbastream.state;
