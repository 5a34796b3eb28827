/**
 * Simba (Song et al., "Sparsified State-Space Models are Efficient Highway Networks", TMLR 2025):
 * which tokens climb to the next layer. The paper's criterion is {@link
 * org.simbastream.model.simba.SelectionCriterion#IMPACT}; the others are what it is measured
 * against, at equal work. The horizon is this project's addition for streams.
 */
package org.simbastream.model.simba;
