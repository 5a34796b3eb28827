/** Whether a state that is never reset stays sound, however long the stream. */
package org.simbastream.tools.evaluate.endless;
