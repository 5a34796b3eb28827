/**
 * What a line of text is made of: words and values, written times, and the message behind what
 * names its source. No model is needed for that.
 */
package org.simbastream.model.line;
