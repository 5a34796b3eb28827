package org.simbastream.model.linear;

import java.nio.ByteBuffer;
import org.simbastream.model.memory.FloatSource;

/** Who multiplies matrices. */
public enum Products {
  /**
   * Java on the Vector API. Sums every output in the order of the inputs with fused multiply-adds,
   * whatever the processor and the number of rows: results are the same on every machine.
   */
  VECTOR {
    @Override
    public Linear linear(FloatSource weight, float[] bias, int inputs, int outputs) {
      return new VectorLinear(PackedWeight.pack(weight, inputs, outputs), bias);
    }

    @Override
    public Linear shared(ByteBuffer weight, int inputs, int outputs) {
      return new LaterLinear(inputs, outputs, () -> linear(reread(weight), null, inputs, outputs));
    }
  },
  /** Libtorch, through DJL, for a JVM without the Vector API. */
  LIBTORCH {
    @Override
    public Linear linear(FloatSource weight, float[] bias, int inputs, int outputs) {
      return new LibtorchLinear(weight.direct((long) inputs * outputs), bias, inputs, outputs);
    }

    @Override
    public Linear shared(ByteBuffer weight, int inputs, int outputs) {
      return new LibtorchLinear(weight, null, inputs, outputs);
    }
  };

  /** The fastest that this JVM can run. */
  public static Products best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? VECTOR : LIBTORCH;
  }

  /**
   * A layer.
   *
   * @param weight (outputs, inputs)
   * @param bias (outputs), or null
   */
  public abstract Linear linear(FloatSource weight, float[] bias, int inputs, int outputs);

  /**
   * A layer over a weight that is held anyway, for products that perhaps nobody asks for: a second
   * copy is made at the first of them if one is needed at all.
   *
   * @param weight (outputs, inputs), float32 outside the heap, in native byte order
   */
  public abstract Linear shared(ByteBuffer weight, int inputs, int outputs);

  private static FloatSource reread(ByteBuffer weight) {
    return sink -> {
      var values = weight.order(java.nio.ByteOrder.nativeOrder()).asFloatBuffer();
      float[] piece = new float[Math.min(values.capacity(), 1 << 16)];
      while (values.hasRemaining()) {
        int length = Math.min(piece.length, values.remaining());
        values.get(piece, 0, length);
        sink.take(piece, length);
      }
    };
  }
}
