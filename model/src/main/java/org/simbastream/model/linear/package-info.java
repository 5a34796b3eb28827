/** Dense products, done by libtorch through DJL's PyTorch engine. */
package org.simbastream.model.linear;
