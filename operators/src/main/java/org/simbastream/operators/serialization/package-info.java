/** How the operators' own keyed state becomes bytes; see {@code org.simbastream.state}. */
package org.simbastream.operators.serialization;
