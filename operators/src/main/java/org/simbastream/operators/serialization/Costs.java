package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.scoring.deviation.Haste;
import org.simbastream.scoring.deviation.KeyCosts;
import org.simbastream.scoring.deviation.PatternCosts;
import org.simbastream.scoring.deviation.PlaceCost;
import org.simbastream.scoring.deviation.ValueCounts;
import org.simbastream.state.stream.RunningCost;

/** Reads and writes means of costs; each serializer owns the version of its parts. */
final class Costs {

  private Costs() {}

  static void write(RunningCost cost, DataOutputView out) throws IOException {
    out.writeLong(cost.count());
    out.writeFloat(cost.mean());
    out.writeFloat(cost.variance());
  }

  static void write(KeyCosts costs, DataOutputView out) throws IOException {
    write(costs.place(), out);
    write(costs.line(), out);
    write(costs.most(), out);
    write(costs.repetition(), out);
    write(costs.rate(), out);
    write(costs.pause(), out);
    write(costs.haste(), out);
  }

  /** The costs of a key; {@code hasHaste}: whether they were written with its haste. */
  static KeyCosts readKey(DataInputView in, boolean hasHaste) throws IOException {
    return new KeyCosts(
        read(in),
        read(in),
        read(in),
        read(in),
        read(in),
        read(in),
        hasHaste ? read(in) : RunningCost.NONE);
  }

  static void write(PatternCosts costs, DataOutputView out) throws IOException {
    boolean known = costs.lastRecord() > 0;
    out.writeBoolean(known);
    if (!known) {
      return;
    }
    write(costs.line(), out);
    write(costs.rest(), out);
    write(costs.end(), out);
    out.writeDouble(costs.recent());
    out.writeLong(costs.lastRecord());
    out.writeInt(costs.places().size());
    for (PlaceCost place : costs.places()) {
      out.writeInt(place.place());
      write(place.cost(), out);
      StringValue.writeString(place.word(), out);
      out.writeInt(place.votes());
      int[] values = place.values().entries();
      out.writeByte(values.length);
      for (int value : values) {
        out.writeInt(value);
      }
    }
    out.writeLong(costs.haste().lastTime());
    write(costs.haste().gap(), out);
    out.writeDouble(costs.haste().shorter());
  }

  /**
   * The costs of a pattern; {@code hasValues}: whether its places were written with their values;
   * {@code hasHaste}: whether it was written with its haste.
   */
  static PatternCosts readPattern(DataInputView in, boolean hasValues, boolean hasHaste)
      throws IOException {
    if (!in.readBoolean()) {
      return PatternCosts.NONE;
    }
    RunningCost line = read(in);
    RunningCost rest = read(in);
    RunningCost end = read(in);
    double recent = in.readDouble();
    long lastRecord = in.readLong();
    List<PlaceCost> places = new ArrayList<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      places.add(
          new PlaceCost(
              in.readInt(),
              read(in),
              Records.readString(in),
              in.readInt(),
              hasValues ? readValues(in) : ValueCounts.NONE));
    }
    Haste haste = hasHaste ? new Haste(in.readLong(), read(in), in.readDouble()) : Haste.NONE;
    return new PatternCosts(line, rest, end, recent, lastRecord, List.copyOf(places), haste);
  }

  private static ValueCounts readValues(DataInputView in) throws IOException {
    int length = in.readByte();
    if (length < 0 || length > ValueCounts.MOST) {
      throw new IOException("a place has " + length + " values: the state is damaged");
    }
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = in.readInt();
    }
    return ValueCounts.of(values);
  }

  static RunningCost read(DataInputView in) throws IOException {
    return new RunningCost(in.readLong(), in.readFloat(), in.readFloat());
  }
}
