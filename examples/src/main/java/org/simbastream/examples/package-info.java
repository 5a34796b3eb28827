/** The library in use; {@code docs/library.md} quotes these. */
package org.simbastream.examples;
