/** Locates models: the bundled model, which is unpacked when it is used, or a directory. */
package org.simbastream.model.bundled;
