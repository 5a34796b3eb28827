/** Decodes what log shippers write into records with a key, a text, a time and a level. */
package org.simbastream.formats.decode;
