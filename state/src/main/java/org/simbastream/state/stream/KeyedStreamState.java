package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * A key and its stream.
 *
 * @param key the key
 * @param stream its stream
 */
@Internal
public record KeyedStreamState(String key, StreamState stream) {}
