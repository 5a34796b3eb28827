/** In what two savepoints differ. */
package org.simbastream.tools.state.compare;
