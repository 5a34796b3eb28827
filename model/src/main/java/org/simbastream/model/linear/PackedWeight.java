package org.simbastream.model.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.simbastream.model.memory.FloatSink;
import org.simbastream.model.memory.FloatSource;

/**
 * A weight in the order in which its product reads it: panels of a few vectors of outputs, each
 * with all inputs, one input's outputs side by side. The last panel is padded with zeros.
 *
 * @param values (panels, inputs, {@link #PANEL})
 * @param inputs width of a row of the product's input
 * @param outputs width of a row of its output
 */
record PackedWeight(float[] values, int inputs, int outputs) {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Outputs of a panel: three vectors, so that a tile's sums stay in registers. */
  static final int PANEL = 3 * LANES;

  /** Packs a weight (outputs, inputs). */
  static PackedWeight pack(FloatSource weight, int inputs, int outputs) {
    int panels = (outputs + PANEL - 1) / PANEL;
    float[] values = new float[Math.multiplyExact(panels * PANEL, inputs)];
    weight.readInto(new Packer(values, inputs));
    return new PackedWeight(values, inputs, outputs);
  }

  /** Where a panel begins. */
  int panel(int panel) {
    return panel * inputs * PANEL;
  }

  private static final class Packer implements FloatSink {
    private final float[] packed; // (panels, inputs, PANEL)
    private final int inputs;
    private int output;
    private int input;

    Packer(float[] packed, int inputs) {
      this.packed = packed;
      this.inputs = inputs;
    }

    @Override
    public void take(float[] values, int length) {
      for (int i = 0; i < length; i++) {
        packed[((output / PANEL) * inputs + input) * PANEL + output % PANEL] = values[i];
        if (++input == inputs) {
          input = 0;
          output++;
        }
      }
    }
  }
}
