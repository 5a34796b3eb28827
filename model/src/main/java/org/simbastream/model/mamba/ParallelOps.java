package org.simbastream.model.mamba;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.kernels.KernelMemory;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.ProductScratch;

/** Divides a forward pass among the threads of a team, each with its own scratch memory. */
final class ParallelOps implements AutoCloseable {

  /** The least unit of rows, and of values in a row, for one thread: whole tiles and vectors. */
  private static final int GRAIN = 16;

  /** The number of values that a thread computes in the time that another takes to wake up. */
  private static final int WORTH_SHARING = 4096;

  private final ThreadTeam team;
  private final List<ProductScratch> rowMemories = new ArrayList<>();
  private final List<KernelMemory> kernelMemories = new ArrayList<>();

  ParallelOps(ThreadTeam team) {
    this.team = team;
    for (int member = 0; member < team.size(); member++) {
      rowMemories.add(new ProductScratch());
      kernelMemories.add(new KernelMemory());
    }
  }

  /** A member's memory. */
  KernelMemory kernelMemory(int member) {
    return kernelMemories.get(member);
  }

  /** Divides rows or channels. */
  void divide(int items, ThreadTeam.Share share) {
    team.divide(items, GRAIN, share);
  }

  /** Divides the values of some rows, unless they are so few that one thread is faster. */
  void divideValues(int rows, int valuesOfARow, ThreadTeam.Share share) {
    int values = rows * valuesOfARow;
    if (values < WORTH_SHARING) {
      share.run(0, 0, values);
    } else {
      team.divide(values, GRAIN, share);
    }
  }

  /** Divides the channels of some rows, unless they are so few that one thread is faster. */
  void divideChannels(int rows, int channels, ThreadTeam.Share share) {
    if (rows * channels < WORTH_SHARING) {
      share.run(0, 0, channels);
    } else {
      team.divide(channels, GRAIN, share);
    }
  }

  /** Divides heads; each is computed by one thread. */
  void divideHeads(int heads, ThreadTeam.Share share) {
    team.divide(heads, 1, share);
  }

  /** Divides chunks; each is computed by one thread. */
  void divideChunks(int chunks, ThreadTeam.Share share) {
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
    rowMemories.forEach(ProductScratch::close);
  }
}
