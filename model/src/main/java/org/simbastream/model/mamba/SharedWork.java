package org.simbastream.model.mamba;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.model.kernel.KernelMemory;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.RowMemory;
import org.simbastream.model.parallel.Team;

/** The team of a forward pass, with what each member needs for itself. */
final class SharedWork implements AutoCloseable {

  /** Rows, and values of a row, that one member does together: whole tiles and vectors. */
  private static final int GRAIN = 16;

  /** Values of which a member makes so many in the time that another takes to wake up. */
  private static final int WORTH_SHARING = 4096;

  private final Team team;
  private final List<RowMemory> rowMemories = new ArrayList<>();
  private final List<KernelMemory> kernelMemories = new ArrayList<>();

  SharedWork(Team team) {
    this.team = team;
    for (int member = 0; member < team.size(); member++) {
      rowMemories.add(new RowMemory());
      kernelMemories.add(new KernelMemory());
    }
  }

  /** A member's memory. */
  KernelMemory kernelMemory(int member) {
    return kernelMemories.get(member);
  }

  /** Divides rows or channels. */
  void divide(int items, Team.Share share) {
    team.divide(items, GRAIN, share);
  }

  /** Divides the values of some rows, unless they are so few that one member is done sooner. */
  void divideValues(int rows, int valuesOfARow, Team.Share share) {
    int values = rows * valuesOfARow;
    if (values < WORTH_SHARING) {
      share.run(0, 0, values);
    } else {
      team.divide(values, GRAIN, share);
    }
  }

  /** Divides the channels of some rows, unless that is so little that one is done sooner. */
  void divideChannels(int rows, int channels, Team.Share share) {
    if (rows * channels < WORTH_SHARING) {
      share.run(0, 0, channels);
    } else {
      team.divide(channels, GRAIN, share);
    }
  }

  /** Divides heads, of which each is one member's. */
  void divideHeads(int heads, Team.Share share) {
    team.divide(heads, 1, share);
  }

  /** Divides chunks, of which each is one member's. */
  void divideChunks(int chunks, Team.Share share) {
    team.divide(chunks, 1, share);
  }

  /** Multiplies rows: divided by rows where there are enough of them, else by outputs. */
  void multiply(Linear linear, Linear.Rows x, int rows, float[] y) {
    if (rows >= GRAIN * team.size()) {
      team.divide(
          rows,
          GRAIN,
          (member, from, to) ->
              linear.apply(
                  rowMemories.get(member), x, y, new Linear.Share(from, to, 0, linear.outputs())));
    } else {
      team.divideFinely(
          linear.outputs(),
          linear.outputGrain(),
          (member, from, to) ->
              linear.apply(rowMemories.get(member), x, y, new Linear.Share(0, rows, from, to)));
    }
  }

  @Override
  public void close() {
    rowMemories.forEach(RowMemory::close);
  }
}
