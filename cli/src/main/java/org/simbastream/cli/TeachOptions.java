package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.simbastream.cli.teach.ControlTopic;
import org.simbastream.formats.TeachingJson;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.records.Teaching;
import org.simbastream.scoring.RecordPattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The job that is taught. */
final class TeachOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The YAML file of simba run, with the control topic (simba.control.topic) and the"
              + " connection.")
  private Path config;

  @Mixin private OverrideOptions overrides;

  /** The control topic; tells if the job does not read it. */
  ControlTopic topic(PrintStream err) {
    SimbaConfiguration configuration = SimbaConfiguration.load(config, overrides.values());
    ControlTopic topic = ControlTopic.of(configuration, err);
    if (!configuration.get(SimbaOptions.CONTROL_ENABLED)) {
      err.println(
          "simba: "
              + SimbaOptions.CONTROL_ENABLED.key()
              + " is false in this configuration: a job that runs with it does not learn. Set it to"
              + " true and restart the job.");
    }
    return topic;
  }

  /** Which pattern is meant. */
  static final class PatternOption {

    @Option(
        names = "--pattern",
        paramLabel = "ID",
        description =
            "The pattern's id: pattern.id of a scored record, or id in the topic of patterns.")
    private String id;

    @Option(
        names = "--line",
        paramLabel = "TEXT",
        description = "A line of the pattern, from which the id is computed.")
    private String line;

    /**
     * The pattern's id.
     *
     * @throws IllegalArgumentException if it is none
     */
    long pattern() {
      if (line != null) {
        return RecordPattern.of(line).id();
      }
      try {
        return TeachingJson.pattern(id);
      } catch (IOException e) {
        throw new IllegalArgumentException("--" + e.getMessage() + ", or --line", e);
      }
    }

    /** What a note says if there is no other. */
    String note() {
      return line == null ? "" : String.join(" ", RecordPattern.of(line).words());
    }
  }

  /** Under which id something is said, so that the last word counts. */
  static String id(Teaching.Action action, String pattern, String key, String by) {
    boolean vote = action == Teaching.Action.NOT_WORTH_IT || action == Teaching.Action.GOOD_CATCH;
    String id = vote ? "vote/" + pattern + "/" + by : "rule/" + pattern;
    return key == null ? id : id + "/" + key;
  }
}
