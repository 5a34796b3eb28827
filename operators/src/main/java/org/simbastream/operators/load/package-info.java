/**
 * Adapts to load: layers read fewer tokens while the job falls behind, until it has caught up. Also
 * measures how busy a task is.
 */
package org.simbastream.operators.load;
