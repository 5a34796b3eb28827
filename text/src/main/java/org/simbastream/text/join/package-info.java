/**
 * Which lines of a stream are one record: stack traces, pretty-printed JSON, and the pieces in
 * which container runtimes write long lines.
 */
package org.simbastream.text.join;
