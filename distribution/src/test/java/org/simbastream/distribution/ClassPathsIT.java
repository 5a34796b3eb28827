package org.simbastream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No jar of the distribution refers to a class that its class path lacks, however Maven came to
 * leave it out. Libraries have parts that nobody here uses, whose needs are absent: so only classes
 * count that are of the libraries the project stands on.
 */
class ClassPathsIT {

  private static final Path DISTRIBUTION = Path.of(System.getProperty("simba.distribution"));

  private static final Pattern MISSING = Pattern.compile("\\s+\\S+\\s+->\\s+(\\S+)\\s+not found");

  private static final Predicate<String> NEEDED =
      Pattern.compile(
              "(org\\.simbastream|ai\\.djl|com\\.fasterxml\\.jackson|picocli|org\\.slf4j|scala|kafka"
                  + "|org\\.apache\\.kafka|org\\.apache\\.flink(?!\\.(shaded|table)\\.)|org\\.apache\\.logging"
                  + "|io\\.javalin|org\\.openjdk\\.jmh)\\..*")
          .asMatchPredicate();

  /**
   * Kafka's clients and the reader of the job's file, which the SQL functions do without, and a
   * class of Flink's table jars, which the launcher does without.
   */
  private static final Predicate<String> JOB =
      Pattern.compile(
              "org\\.apache\\.flink\\.types\\.ColumnList|org\\.apache\\.kafka\\..*|com\\.fasterxml\\.jackson\\.dataformat\\..*"
                  + "|org\\.apache\\.flink\\.connector\\..*")
          .asMatchPredicate();

  @Test
  void theLauncherHasEveryClassThatItsLibrariesNeed() throws IOException {
    List<Path> all = jars("lib", name -> true);
    List<Path> ours = jars("lib", name -> name.matches("(simba|flink|kafka)[-_].*"));
    assertThat(ours).hasSizeGreaterThan(30);
    assertThat(missing(ours, all)).isEmpty();
  }

  @Test
  void theJarForAClusterHasEveryClassBesideThoseOfFlink() throws IOException {
    assertThat(missing(jars("cluster", name -> name.contains("flink-job")), flink())).isEmpty();
  }

  @Test
  void theJarForSqlHasEveryClassBesideThoseOfFlink() throws IOException {
    Set<String> missing = missing(jars("cluster", name -> name.contains("sql")), flink());
    assertThat(missing).filteredOn(JOB.negate()).isEmpty();
  }

  @Test
  void theLauncherHasWhatIsFoundOnlyByItsName() throws IOException {
    assertThat(
            jars(
                "lib",
                name -> name.matches("(log4j-(api|core|slf4j-impl)|flink-metrics-prometheus).*")))
        .hasSize(4);
  }

  /** Metrics of a run in this JVM go where docs/deployment.md says, if the reporter is there. */
  @Test
  void theLauncherHasTheReporterOfTheDocuments() throws IOException {
    String reporter = "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";
    Path documents = Path.of(System.getProperty("simba.repository")).resolve("docs/deployment.md");
    assertThat(Files.readString(documents)).contains(reporter);
    try (JarFile jar =
        new JarFile(
            jars("lib", name -> name.startsWith("flink-metrics-prometheus")).get(0).toFile())) {
      assertThat(jar.getEntry(reporter.replace('.', '/') + ".class")).isNotNull();
    }
  }

  @Test
  void noLibraryIsThereInTwoVersions() throws IOException {
    assertThat(jars("lib", name -> true))
        .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d[^/]*\\.jar$", ""))
        .doesNotHaveDuplicates();
  }

  private static List<Path> flink() throws IOException {
    return jars("lib", name -> name.matches("(flink-(?!connector)|slf4j|log4j).*"));
  }

  private static List<Path> jars(String folder, Predicate<String> names) throws IOException {
    try (Stream<Path> files = Files.list(DISTRIBUTION.resolve(folder))) {
      return files.filter(file -> names.test(file.getFileName().toString())).sorted().toList();
    }
  }

  /** The classes that jars refer to and that stand neither in them nor on the class path. */
  private static Set<String> missing(List<Path> jars, List<Path> classPath) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "jdeps").toString(),
                    "--multi-release",
                    "17",
                    "--missing-deps",
                    "-cp",
                    classPath.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator))),
                jars.stream().map(Path::toString))
            .toList();
    Process jdeps = new ProcessBuilder(command).redirectErrorStream(true).start();
    Set<String> missing = new TreeSet<>();
    StringBuilder printed = new StringBuilder();
    try (var lines = jdeps.inputReader()) {
      for (String line; (line = lines.readLine()) != null; ) {
        printed.append(line).append('\n');
        Matcher matcher = MISSING.matcher(line);
        if (matcher.matches()) {
          missing.add(matcher.group(1));
        }
      }
    }
    assertThat(missing).as("of parts that nobody uses; jdeps said: %s", printed).isNotEmpty();
    missing.removeIf(NEEDED.negate());
    return missing;
  }
}
