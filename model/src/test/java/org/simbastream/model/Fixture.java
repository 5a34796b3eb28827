package org.simbastream.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.simbastream.model.mamba.MambaModel;

/** A golden checkpoint with the results of an independent reference. */
public record Fixture(String name, Path directory, JsonNode golden) {

  /** The fixtures this project was given. */
  public static final List<String> GIVEN = List.of("tiny-f32", "tiny-bf16", "tiny-f16");

  /** Our own, for what differs between checkpoints; by src/test/reference/mamba_reference.py. */
  public static final List<String> OWN = List.of("own-untied", "own-tied", "own-readout");

  private static final String START_MODEL = "simba-start";
  private static final String START_MODEL_PROPERTY = "simba.test.start-model";

  /** The fixture of that name among the test resources. */
  public static Fixture named(String name) {
    return name.equals(START_MODEL) ? simbaStart() : at(resource("/fixtures/" + name));
  }

  /**
   * The repository's trained model: where the system property {@value #START_MODEL_PROPERTY} says,
   * else {@code models/simba-start} in a directory above the working directory or the classes.
   */
  public static Fixture simbaStart() {
    String given = System.getProperty(START_MODEL_PROPERTY);
    if (given != null) {
      return at(Path.of(given));
    }
    return Stream.of(Path.of("").toAbsolutePath(), resource("/"))
        .flatMap(start -> Stream.iterate(start, Objects::nonNull, Path::getParent))
        .map(above -> above.resolve("models").resolve(START_MODEL))
        .filter(Files::isDirectory)
        .findFirst()
        .map(Fixture::at)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no models/simba-start above the working directory; name it with -D"
                        + START_MODEL_PROPERTY));
  }

  /** Names of all fixtures, given and own. */
  public static Stream<String> all() {
    return Stream.concat(GIVEN.stream(), OWN.stream());
  }

  /** Names of all fixtures and the trained model. */
  public static Stream<String> allAndSimbaStart() {
    return Stream.concat(all(), Stream.of(START_MODEL));
  }

  public MambaModel load() {
    return MambaModel.load(directory);
  }

  public int[] ids() {
    return ints(golden.get("ids"));
  }

  public static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).intValue();
    }
    return values;
  }

  public static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  private static Fixture at(Path directory) {
    try {
      JsonNode golden = new ObjectMapper().readTree(directory.resolve("golden.json").toFile());
      return new Fixture(directory.getFileName().toString(), directory, golden);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(Fixture.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
