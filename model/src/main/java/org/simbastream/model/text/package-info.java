/** Tokenizers: text to token ids and back. */
package org.simbastream.model.text;
