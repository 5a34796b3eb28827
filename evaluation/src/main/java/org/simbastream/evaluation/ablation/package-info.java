/** Copies of a model of which a part is changed, to show what that part does. */
package org.simbastream.evaluation.ablation;
