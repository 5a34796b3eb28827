package org.simbastream.scoring.deviation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.model.text.TokenBytes;
import org.simbastream.text.TerminalCodes;
import org.simbastream.text.WrittenTimes;

/**
 * What reading a record cost, by runs of letters and runs of digits in its text: the sum of its
 * tokens' surprisals. A token that reaches into several runs counts for the last of them. What
 * times cost counts nowhere, see {@link WrittenTimes}.
 *
 * @param runs the runs in order, {@link #MAX_RUNS} at most
 * @param rest what tokens outside of runs cost, in nats; NaN if the record was cut off
 * @param end what the line feed after the text cost, in nats; NaN likewise
 */
@Internal
public record TextCosts(List<Run> runs, double rest, double end) {

  /** The greatest number of runs; what is behind them counts for the rest. */
  private static final int MAX_RUNS = 512;

  /**
   * Letters, or digits, side by side.
   *
   * @param from the position of its first character in the text
   * @param to the position after its last character
   * @param nats what it cost
   */
  public record Run(int from, int to, double nats) {}

  /** What the whole record cost, in nats; NaN if it was cut off. */
  double all() {
    double all = rest + end;
    for (Run run : runs) {
      all += run.nats();
    }
    return all;
  }

  /**
   * The costs of a record.
   *
   * @param tokens its tokens' ids, (n)
   * @param truncated whether tokens were cut off
   * @param surprisal the chunk's surprisals in nats, in which those of the record begin at {@code
   *     first}; NaN for unknown
   * @return null if the tokens can't be found in the text; of a record that was cut off only the
   *     runs that were read whole
   */
  public static TextCosts of(
      String text,
      int[] tokens,
      boolean truncated,
      TokenBytes bytes,
      float[] surprisal,
      int first) {
    Runs runs = Runs.of(text);
    BitSet times = WrittenTimes.in(text);
    double[] costs = new double[runs.size()];
    double rest = 0;
    double end = Double.NaN;
    int at = 0; // bytes of text before the token
    int run = 0;
    for (int i = 0; i < tokens.length; i++) {
      double cost = Float.isFinite(surprisal[first + i]) ? surprisal[first + i] : 0;
      int to = at + bytes.of(tokens[i]);
      while (run + 1 < runs.size() && runs.byteFrom(run + 1) < to) {
        run++;
      }
      if (run < runs.size() && runs.byteFrom(run) < to && runs.byteTo(run) > at) {
        costs[run] += cost;
      } else if (to == runs.bytes() + 1) {
        end = cost;
      } else {
        rest += cost;
      }
      at = to;
    }
    if (truncated) {
      return bytes.keepsText() && at <= runs.bytes()
          ? new TextCosts(runs.readBefore(at, costs, times), Double.NaN, Double.NaN)
          : null;
    }
    return at == runs.bytes() + 1
        ? new TextCosts(runs.readBefore(at, costs, times), rest, end)
        : null;
  }

  /** The places of runs in a text, and in its bytes as a model reads them. */
  private static final class Runs {

    private final List<int[]> places = new ArrayList<>(); // each (from, to, byteFrom, byteTo)
    private int bytes;

    static Runs of(String text) {
      Runs runs = new Runs();
      int kind = 0;
      boolean open = false; // whether the last run may go on
      for (int i = TerminalCodes.seenFrom(text); i < text.length(); ) {
        int code = TerminalCodes.length(text, i);
        if (code > 0) {
          i += code;
          kind = 0;
          open = false;
          continue;
        }
        char c = text.charAt(i);
        int now = kind(c);
        if (now != kind) {
          kind = now;
          open = now != 0 && runs.size() < MAX_RUNS;
          if (open) {
            runs.places.add(new int[] {i, i, runs.bytes, runs.bytes});
          }
        }
        runs.bytes += bytes(c);
        i++;
        if (open) {
          int[] last = runs.places.get(runs.size() - 1);
          last[1] = i;
          last[3] = runs.bytes;
        }
      }
      return runs;
    }

    private static int kind(char c) {
      return Character.isDigit(c) ? 1 : Character.isLetter(c) || Character.isSurrogate(c) ? 2 : 0;
    }

    /** The bytes of a character in UTF-8; half of a pair's for each of them. */
    private static int bytes(char c) {
      return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    int size() {
      return places.size();
    }

    int bytes() {
      return bytes;
    }

    int byteFrom(int run) {
      return places.get(run)[2];
    }

    int byteTo(int run) {
      return places.get(run)[3];
    }

    /** The runs that end before a byte and are no times, with their costs. */
    List<Run> readBefore(int end, double[] costs, BitSet times) {
      List<Run> runs = new ArrayList<>(size());
      for (int i = 0; i < size() && byteTo(i) <= end; i++) {
        int from = places.get(i)[0];
        if (!times.get(from)) {
          runs.add(new Run(from, places.get(i)[1], costs[i]));
        }
      }
      return runs;
    }
  }
}
