/** Jobs whose recovery is broken on purpose, and one that only counts; submitted as a jar. */
package org.simbastream.e2e.broken;
