package org.simbastream.model.linear;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The native library that multiplies matrices, loaded once per JVM.
 *
 * <p>It uses one thread: parallelism is Flink's, and a product divided among threads may be summed
 * in another order.
 */
final class Libtorch {

  private static final NDManager ROOT = load();

  private Libtorch() {}

  /** A scope for native arrays; closing it frees them. */
  static NDManager newScope() {
    return ROOT.newSubManager();
  }

  /** A tensor over the bytes of {@code buffer}, which are shared, not copied. */
  static NDArray wrap(NDManager scope, ByteBuffer buffer, long rows, long columns) {
    return scope.create(buffer, new Shape(rows, columns), DataType.FLOAT32);
  }

  /** The values of a contiguous tensor, valid until it is closed. */
  static FloatBuffer view(NDArray array) {
    return ((PtNDArray) array).toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static NDManager load() {
    Engine engine = Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(1);
    return engine.newBaseManager(Device.cpu());
  }
}
