/** What of a stream's volume tells nothing, and how a log shipper leaves it out. */
package org.simbastream.cli.drops;
