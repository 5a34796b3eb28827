/** What can be broken on purpose: a class for each kind of fault. */
package org.simbastream.tools.record.fault;
