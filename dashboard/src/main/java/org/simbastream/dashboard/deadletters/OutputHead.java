package org.simbastream.dashboard.deadletters;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first lines of printed output, and the first bytes of each. */
final class OutputHead extends OutputStream {

  private static final int MAX_LINES = 100;
  private static final int MAX_BYTES = 500;

  private final List<String> lines = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  PrintStream print() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      if (lines.size() < MAX_LINES) {
        lines.add(line.toString(StandardCharsets.UTF_8).strip());
      }
      line.reset();
    } else if (line.size() < MAX_BYTES) {
      line.write(b);
    }
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
