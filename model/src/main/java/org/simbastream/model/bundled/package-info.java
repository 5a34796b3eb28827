/** The model that comes with simba-stream. */
package org.simbastream.model.bundled;
