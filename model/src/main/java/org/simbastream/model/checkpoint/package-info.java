/**
 * Reading Mamba-1 checkpoints in the Hugging Face format: {@code config.json} and {@code
 * model.safetensors}. Everything a file claims is checked before it is believed.
 */
package org.simbastream.model.checkpoint;
