/** How well the model predicts text that it has not seen, beside compressors on the same bytes. */
package org.simbastream.tools.evaluate.language;
