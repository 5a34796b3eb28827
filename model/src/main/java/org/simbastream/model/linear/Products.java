package org.simbastream.model.linear;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
      Panels panels = FloatPanels.pack(weight, inputs, outputs);
      return new VectorLinear(panels, bias, inputs, outputs);
    }
  },
  /** The same with weights rounded to bfloat16: half the memory. */
  VECTOR_BFLOAT16 {
    @Override
    public Linear linear(FloatSource weight, float[] bias, int inputs, int outputs) {
      Panels panels = BrainPanels.pack(weight, inputs, outputs);
      return new VectorLinear(panels, bias, inputs, outputs);
    }
  },
  /** The same with weights rounded to eight bits, one scale an output: a quarter of the memory. */
  VECTOR_INT8 {
    @Override
    public Linear linear(FloatSource weight, float[] bias, int inputs, int outputs) {
      Panels panels = BytePanels.pack(weight, inputs, outputs);
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
   * A layer over a weight that is held anyway, for products that perhaps nobody asks for: a second
   * copy is made at the first of them if one is needed at all.
   *
   * @param weight (outputs, inputs), float32 outside the heap, in native byte order
   */
  public Linear shared(ByteBuffer weight, int inputs, int outputs) {
    return new LaterLinear(inputs, outputs, () -> linear(reread(weight), null, inputs, outputs));
  }

  /** Whether weights are used as they are stored; others make another model of a checkpoint. */
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
