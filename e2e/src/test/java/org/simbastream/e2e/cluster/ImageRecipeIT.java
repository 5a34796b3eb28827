package org.simbastream.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.simbastream.e2e.jar.JobJars;

/**
 * The steps of the image's recipe, taken one by one, give what the suite's clusters run with. Needs
 * what the build has packaged.
 */
class ImageRecipeIT {

  private static final Path REPOSITORY = Path.of(System.getProperty("simba.repository"));

  private static final Pattern LOOKED_FOR = Pattern.compile("\\$distribution/([a-z]+)");

  @Test
  void flinksLibGetsWhatTheSuitesClustersHaveInTheirs() throws IOException {
    Set<String> ofTheSuite = names(Libraries.flink(true));
    ofTheSuite.removeAll(names(Libraries.flink(false)));

    assertThat(names(copiedTo("/opt/flink/lib/"))).isNotEmpty().isEqualTo(ofTheSuite);
  }

  @Test
  void theJobsJarIsTheOneThatTheSuiteSubmits() throws IOException {
    assertThat(copiedTo("/opt/flink/usrlib/simba.jar"))
        .containsExactly(JobJars.of(REPOSITORY).product());
  }

  @Test
  void thePageHasWhatTheLauncherLooksFor() throws IOException {
    Set<String> wanted = new TreeSet<>(Set.of("simba", "conf"));
    LOOKED_FOR
        .matcher(Files.readString(REPOSITORY.resolve("simba")))
        .results()
        .forEach(path -> wanted.add("distribution/target/simba-stream/" + path.group(1)));
    assertThat(wanted).hasSize(4);
    for (String path : wanted) {
      String target = "/opt/simba-stream/" + path;
      List<Path> copied = new ArrayList<>(copiedTo(target));
      copied.addAll(copiedTo(target.substring(0, target.lastIndexOf('/') + 1)));
      assertThat(copied).as(target).contains(REPOSITORY.resolve(path));
    }
  }

  /** The files that the recipe copies there; each of its patterns must match one. */
  private static List<Path> copiedTo(String target) throws IOException {
    String recipe = Files.readString(REPOSITORY.resolve("deploy/Dockerfile"));
    List<Path> files = new ArrayList<>();
    for (String step : recipe.replace("\\\n", " ").split("\n")) {
      String[] words = step.trim().split("\\s+");
      if (words[0].equals("COPY") && words[words.length - 1].equals(target)) {
        for (String pattern : Arrays.copyOfRange(words, 2, words.length - 1)) {
          List<Path> matched = matched(pattern);
          assertThat(matched).as("files that %s matches", pattern).isNotEmpty();
          files.addAll(matched);
        }
      }
    }
    return files;
  }

  private static List<Path> matched(String pattern) throws IOException {
    Path path = REPOSITORY.resolve(pattern);
    if (pattern.endsWith("/")) {
      try (Stream<Path> contents = Files.list(path)) {
        return contents.toList();
      }
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
    try (Stream<Path> listed = Files.list(path.getParent())) {
      return listed.filter(matcher::matches).toList();
    }
  }

  private static Set<String> names(List<Path> paths) {
    return paths.stream()
        .map(path -> path.getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
