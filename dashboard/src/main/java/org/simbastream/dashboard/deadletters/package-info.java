/** Replays dead letters for a visitor, with the code of {@code simba replay}. */
package org.simbastream.dashboard.deadletters;
