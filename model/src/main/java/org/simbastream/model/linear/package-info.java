/**
 * Dense products of a model's matrices, in float32, bfloat16 and int8: microkernels on the Vector
 * API, and libtorch through DJL's PyTorch engine for JVMs without that module.
 */
package org.simbastream.model.linear;
