package org.simbastream.e2e.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.simbastream.recordings.load.WordCountJob;
import org.simbastream.testbed.process.ProcessFolder;

/** Finds the product's jar, and makes those of the other jobs. */
public final class JobJars {

  private final Path cluster;

  private JobJars(Path cluster) {
    this.cluster = cluster;
  }

  /**
   * The jars of a repository.
   *
   * @throws IllegalStateException if it is not built
   */
  public static JobJars of(Path repository) throws IOException {
    Path target = repository.resolve("distribution/target/simba-stream/cluster");
    try (Stream<Path> files = Files.list(target)) {
      return new JobJars(
          files
              .filter(file -> file.getFileName().toString().startsWith("simba-flink-job-"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no cluster jar in " + target + ": run mvn package first")));
    }
  }

  /** The product's. */
  public Path product() {
    return cluster;
  }

  /** The product's with the classes that stand beside another class, such as a broken job's. */
  public Path productWith(Class<?> job, Path folder) throws IOException {
    return MergedJar.write(
        folder.resolve("simba-altered.jar"), List.of(cluster, MergedJar.of(job)));
  }

  /** A job that counts words, and what it needs of Kafka. */
  public Path counting(Class<?> job, Path folder) throws IOException {
    List<Path> parts =
        new ArrayList<>(List.of(MergedJar.of(job), MergedJar.of(WordCountJob.class)));
    ProcessFolder.classPathOfThisJvm().stream()
        .filter(
            path ->
                path.getFileName().toString().matches("(flink-connector-|kafka-clients-).*\\.jar"))
        .forEach(parts::add);
    return MergedJar.write(folder.resolve("counting.jar"), parts);
  }
}
