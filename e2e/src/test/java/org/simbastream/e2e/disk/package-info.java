/** A file system that can be made full or unwritable while a cluster uses it. */
package org.simbastream.e2e.disk;
