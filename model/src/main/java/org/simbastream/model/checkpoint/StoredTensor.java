package org.simbastream.model.checkpoint;

import java.util.Arrays;

/**
 * The entry of one tensor in a safetensors header.
 *
 * @param name the tensor's name
 * @param type its element type as written in the header
 * @param shape its shape
 * @param begin its first byte, from the start of the file
 * @param end the byte after its last, from the start of the file
 */
record StoredTensor(String name, String type, long[] shape, long begin, long end) {

  String describe() {
    return type + " " + Arrays.toString(shape);
  }
}
