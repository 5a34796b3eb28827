/** What people teach: which patterns are muted, always told, or weigh more or less. */
package org.simbastream.operators.teaching;
