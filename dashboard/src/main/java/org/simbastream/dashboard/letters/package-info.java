/** Sends dead letters back through for a visitor: the code of {@code simba replay}. */
package org.simbastream.dashboard.letters;
