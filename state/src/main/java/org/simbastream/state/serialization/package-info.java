/**
 * How state becomes bytes. Every value begins with its format's version and describes itself, so
 * that a later version reads what an earlier one wrote, without migration.
 */
package org.simbastream.state.serialization;
