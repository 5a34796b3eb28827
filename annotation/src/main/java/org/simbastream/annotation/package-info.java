/** What a public type promises to users of the library. */
package org.simbastream.annotation;
