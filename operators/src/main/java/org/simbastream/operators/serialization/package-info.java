/** Serializers of the operators' keyed state; see {@code org.simbastream.state.serialization}. */
package org.simbastream.operators.serialization;
