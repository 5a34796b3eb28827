/** Lists the keys of a savepoint with their sizes and norms, as text or JSON. */
package org.simbastream.savepoints.list;
