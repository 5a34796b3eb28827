package org.simbastream.evaluation.report;

/** The colours of plots, for light and dark, on the page and in files of their own. */
final class PlotStyle {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2430; --paper: #ffffff; --faint: #d9dee5;
        --c0: #2563a8; --c1: #c2561a; --c2: #2e7d4f; --c3: #a3267f; --c4: #8a6d00; --c5: #5b4bb7;
        --c6: #00798c; --c7: #7a7f87; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #dfe5ec; --paper: #14181e; --faint: #343c47;
          --c0: #6aa9ec; --c1: #f0935a; --c2: #6cc394; --c3: #e27ac4; --c4: #d9bb4a; --c5: #a597f5;
          --c6: #55c3d3; --c7: #a4abb5; } }
      svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: var(--ink);
        background: var(--paper); }
      .middle { text-anchor: middle; } .end { text-anchor: end; }
      .tick { font-size: 11px; } .grid { stroke: var(--faint); } .axis { stroke: var(--ink); }
      path { fill: none !important; stroke-width: 1.5; }
      """;

  private static final int COLOURS = 8;

  private PlotStyle() {}

  /** As rules of a style sheet. */
  static String rules() {
    StringBuilder rules = new StringBuilder(STYLE);
    for (int i = 0; i < COLOURS; i++) {
      rules.append(String.format(".c%d { stroke: var(--c%d); fill: var(--c%d); }%n", i, i, i));
    }
    return rules.toString();
  }
}
