/**
 * Serializers of state. Every value begins with its format's version, so that a later version of
 * simba-stream reads values of an earlier one without migration.
 */
package org.simbastream.state.serialization;
