/**
 * Byte-pair encoding of text, for the tokenizers that it reads exactly as the tokenizers library
 * does.
 */
package org.simbastream.text.bpe;
