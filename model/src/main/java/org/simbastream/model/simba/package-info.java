/**
 * Simba (Song et al., "Sparsified State-Space Models are Efficient Highway Networks", TMLR 2025):
 * selects the tokens that the next layer reads. The paper's criterion is {@link
 * org.simbastream.model.simba.SelectionCriterion#IMPACT}; the others serve for comparison at equal
 * work. The horizon, and the split budget that uses it, are this project's additions for streams.
 */
package org.simbastream.model.simba;
