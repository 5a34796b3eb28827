package org.simbastream.model.linear;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.simbastream.annotation.PublicApi;
import org.simbastream.kernels.memory.FloatSource;

/** The implementations of matrix products. */
@PublicApi
public enum Products {
  /**
   * Java on the Vector API. Sums every output in the order of the inputs with fused multiply-adds,
   * whatever the processor and the number of rows: results are the same on every machine.
   */
  VECTOR {
    @Override
    public Linear linear(FloatSource weight, float[] bias, int inputs, int outputs) {
      Panels panels = Float32Panels.pack(weight, inputs, outputs);
      return new VectorLinear(panels, bias, inputs, outputs);
    }
  },
  /** As {@link #VECTOR}, with weights rounded to bfloat16: half the memory. */
  VECTOR_BFLOAT16 {
    @Override
    public Linear linear(FloatSource weight, float[] bias, int inputs, int outputs) {
      Panels panels = Bf16Panels.pack(weight, inputs, outputs);
      return new VectorLinear(panels, bias, inputs, outputs);
    }
  },
  /**
   * As {@link #VECTOR}, with weights rounded to eight bits, one scale per output: a quarter of the
   * memory.
   */
  VECTOR_INT8 {
    @Override
    public Linear linear(FloatSource weight, float[] bias, int inputs, int outputs) {
      Panels panels = Int8Panels.pack(weight, inputs, outputs);
      return new VectorLinear(panels, bias, inputs, outputs);
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
   * A layer over a weight that is already in memory, for products that may never be needed: a
   * second copy, if necessary at all, is made at the first product.
   *
   * @param weight (outputs, inputs), float32 outside the heap, in native byte order
   */
  public Linear shared(ByteBuffer weight, int inputs, int outputs) {
    return new LazyLinear(inputs, outputs, () -> linear(reread(weight), null, inputs, outputs));
  }

  /**
   * Whether weights are used as they are stored; rounded weights make another model of a
   * checkpoint.
   */
  public boolean isExact() {
    return this == VECTOR || this == LIBTORCH;
  }

  private static FloatSource reread(ByteBuffer weight) {
    return sink -> {
      FloatBuffer values = weight.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
      float[] piece = new float[Math.min(values.capacity(), 1 << 16)];
      while (values.hasRemaining()) {
        int length = Math.min(piece.length, values.remaining());
        values.get(piece, 0, length);
        sink.take(piece, length);
      }
    };
  }
}
