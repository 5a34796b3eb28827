/** What Simba keeps and skips of a text that a visitor asks about: the code of {@code trace}. */
package org.simbastream.dashboard.highway;
