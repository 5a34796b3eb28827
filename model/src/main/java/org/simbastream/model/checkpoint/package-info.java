/**
 * Reading Mamba checkpoints in the Hugging Face format: {@code config.json}, and {@code
 * model.safetensors} or its shards. Everything a file claims is checked before it is believed.
 */
package org.simbastream.model.checkpoint;
