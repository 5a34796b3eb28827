package org.simbastream.text.time;

/**
 * A time and where it was found.
 *
 * @param time what it says
 * @param text the characters that write it
 */
record Written(WrittenTime time, String text) {}
