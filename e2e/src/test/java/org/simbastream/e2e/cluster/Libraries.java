package org.simbastream.e2e.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.simbastream.testbed.process.ProcessFolder;

/** What stands on the class paths of the processes, found on the class path of this JVM. */
final class Libraries {

  /** Flink's own jars and what they need, as in the {@code lib} folder of its distribution. */
  private static final Predicate<String> FLINK =
      Pattern.compile(
              "flink-(?!connector-base|connector-kafka|test-utils).*|flink-shaded.*|forstjni.*|frocksdbjni.*"
                  + "|commons-.*|snappy-java.*|lz4-java.*|zstd-jni.*|aircompressor.*|async-profiler.*"
                  + "|kryo.*|reflectasm.*|minlog.*|objenesis.*|chill.*|javassist.*|fastutil.*|guava.*|jsr305.*"
                  + "|slf4j-api.*|log4j-.*|okio.*|okhttp.*|kotlin-.*|jackson-.*|snakeyaml.*")
          .asMatchPredicate();

  /** What DJL's tokenizers and engine need, for a cluster that has them in its {@code lib}. */
  private static final Predicate<String> DJL =
      Pattern.compile(
              "api-0.*|tokenizers-0.*|pytorch-(engine|jni|native-cpu)-.*|gson-.*|jna-.*|error_prone_annotations-.*")
          .asMatchPredicate();

  private Libraries() {}

  /**
   * Flink's class path.
   *
   * @param withDjl whether DJL's jars are part of it
   */
  static List<Path> flink(boolean withDjl) {
    return ProcessFolder.classPathOfThisJvm().stream()
        .filter(path -> FLINK.test(name(path)) || (withDjl && DJL.test(name(path))))
        .toList();
  }

  private static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? "" : file.toString();
  }
}
