/** What each key of a savepoint has. */
package org.simbastream.tools.state.list;
