package org.simbastream.job.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The metrics reporter of the documents is where {@code simba run} finds it. */
class DocumentedReporterTest {

  private static final Path REPOSITORY = Path.of(System.getProperty("simba.repository"));
  private static final Pattern SCOPE =
      Pattern.compile("<artifactId>flink-metrics-prometheus</artifactId>\\s*<scope>(\\w+)</scope>");

  @Test
  void itIsOnTheClassPathOfTheLauncher() throws IOException {
    assertThat(Files.readString(REPOSITORY.resolve("docs/deployment.md")))
        .contains("org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    Matcher scope = SCOPE.matcher(Files.readString(REPOSITORY.resolve("flink-job/pom.xml")));
    assertThat(scope.find()).isTrue();
    assertThat(scope.group(1)).as("a cluster brings its own").isEqualTo("provided");
  }
}
