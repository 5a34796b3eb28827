/**
 * Reading Mamba checkpoints in the Hugging Face format: {@code config.json}, and {@code
 * model.safetensors} or its shards. Every value in a file is checked before it is used.
 */
package org.simbastream.model.checkpoint;
