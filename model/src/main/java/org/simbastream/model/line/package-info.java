/** What a line of text is made of: words and values, and written times. No model is needed. */
package org.simbastream.model.line;
