/** From text to tokens, without state. */
package org.simbastream.operators.text;
