/** Measures whether lines labelled as alerts have higher scores than others. */
package org.simbastream.evaluation.alerts;
