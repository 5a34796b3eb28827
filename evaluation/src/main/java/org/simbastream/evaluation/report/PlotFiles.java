package org.simbastream.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.simbastream.evaluation.Section;
import org.simbastream.evaluation.plot.Plot;

/** The report's plots, each as a separate image that documents can show. */
public final class PlotFiles {

  private static final String ELEMENT = "<svg ";
  private static final String TITLE_ENDS = "</title>";

  private PlotFiles() {}

  /**
   * Writes {@code PART-TITLE.svg} for each plot.
   *
   * @param folder is made if there is none
   * @throws IOException if one can't be written
   */
  public static void write(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Section section : report.sections()) {
      if (section.skipped().isEmpty()) {
        for (Plot plot : section.part().plots(section.figures())) {
          String name = section.part().name() + " " + plot.title();
          Files.writeString(folder.resolve(fileName(name)), image(plot));
        }
      }
    }
  }

  private static String fileName(String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return words.replaceAll("^-|-$", "") + ".svg";
  }

  private static String image(Plot plot) {
    String style = TITLE_ENDS + "\n<style>\n" + PlotStyle.rules() + "</style>";
    return plot.svg()
        .replaceFirst(ELEMENT, ELEMENT + "xmlns=\"http://www.w3.org/2000/svg\" ")
        .replaceFirst(TITLE_ENDS, style);
  }
}
