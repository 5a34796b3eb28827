/** Masks personal data and secrets in records, before anything is written. */
package org.simbastream.formats.mask;
