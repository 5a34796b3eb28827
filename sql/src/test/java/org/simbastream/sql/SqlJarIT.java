package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for Flink's lib has all that the functions need beside Flink, without Kafka. */
class SqlJarIT {

  private static final List<String> FLINKS =
      List.of(
          "/org/apache/flink/",
          "/org/slf4j/",
          "/org/apache/logging/",
          "/org/apache/commons/",
          "/commons-",
          "/com/esotericsoftware/",
          "/org/objenesis/",
          "/org/snakeyaml/",
          "/org/javassist/",
          "/org/xerial/",
          "/at/yawk/lz4/",
          "/com/ibm/icu/");

  @TempDir private Path directory;

  @Test
  void aQueryRunsWithFlinkAndTheJarAlone() throws Exception {
    Path jar = Path.of(System.getProperty("simba.sql.jar"));
    assertThat(jar).exists();
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--add-modules", "jdk.incubator.vector", "-Dai.djl.offline=true", "-Xmx2g"));
    command.addAll(List.of("-cp", jar + File.pathSeparator + flink(), QueryMain.class.getName()));

    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();

    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as(printed).isTrue();
    assertThat(printed).containsPattern("\\+I\\[60, null, simba-logs@\\w+]");
  }

  /** What Flink's distribution has, and this module's test classes. */
  private static String flink() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            path ->
                path.endsWith("/test-classes")
                    || FLINKS.stream().anyMatch(path::contains)
                        && !path.contains("connector-kafka"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
