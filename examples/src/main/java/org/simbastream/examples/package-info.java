/** Examples of using the library, quoted in {@code docs/library.md}. */
package org.simbastream.examples;
