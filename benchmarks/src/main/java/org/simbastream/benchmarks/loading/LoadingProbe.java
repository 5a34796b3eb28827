package org.simbastream.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;

/** Loads a model in a separate process and prints how much memory that took. Linux only. */
public final class LoadingProbe {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK = "5";

  private LoadingProbe() {}

  /**
   * Prints the bytes by which the process grew at most, and those by which it is greater at the
   * end.
   *
   * @param arguments the model to measure; the bundled one is loaded before, so that classes don't
   *     count
   */
  public static void main(String[] arguments) throws IOException {
    ModelLocation.read(ModelLocation.BUNDLED, MambaModel::load).close();
    System.gc();
    Files.writeString(CLEAR, RESET_PEAK);
    long before = kilobytes("VmRSS");
    try (MambaModel model = MambaModel.load(Path.of(arguments[0]))) {
      long peak = kilobytes("VmHWM") - before;
      long held = kilobytes("VmRSS") - before;
      System.out.println(peak * 1024 + " " + held * 1024 + " " + model.label());
    }
  }

  private static long kilobytes(String what) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(what + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException(STATUS + " has no " + what);
  }
}
