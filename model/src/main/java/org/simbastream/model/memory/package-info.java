/** Memory outside the heap that Java and the native library share. */
package org.simbastream.model.memory;
