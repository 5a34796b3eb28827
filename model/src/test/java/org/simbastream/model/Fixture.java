package org.simbastream.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.simbastream.model.linear.Products;
import org.simbastream.model.mamba.MambaModel;

/** A golden checkpoint with the results of an independent reference. */
public record Fixture(String name, Path directory, JsonNode golden) {

  /** The fixtures this project was given. */
  public static final List<String> GIVEN = List.of("tiny-f32", "tiny-bf16", "tiny-f16");

  /** Our own, for what differs between checkpoints; by src/test/reference. */
  public static final List<String> OWN =
      List.of(
          "own-untied", "own-tied", "own-readout", "own-falcon", "own-mamba2", "own-mamba2-groups");

  private static final String FIXTURES = "model/src/test/resources/fixtures";
  private static final String MODELS = "models";
  private static final String BUNDLED_MODEL = "simba-logs";

  /** The fixture of that name, or the trained model. */
  public static Fixture named(String name) {
    return name.equals(BUNDLED_MODEL)
        ? simbaStart()
        : at(repository().resolve(FIXTURES).resolve(name));
  }

  /** The repository's trained model. */
  public static Fixture simbaStart() {
    return at(repository().resolve(MODELS).resolve(BUNDLED_MODEL));
  }

  /** The repository's root: as the build says, else the module's parent (an IDE). */
  public static Path repository() {
    return Path.of(System.getProperty("simba.repository", "..")).toAbsolutePath().normalize();
  }

  /** Names of all fixtures, given and own. */
  public static Stream<String> all() {
    return Stream.concat(GIVEN.stream(), OWN.stream());
  }

  /** Names of all fixtures and the trained model. */
  public static Stream<String> allAndSimbaStart() {
    return Stream.concat(all(), Stream.of(BUNDLED_MODEL));
  }

  public MambaModel load() {
    return MambaModel.load(directory);
  }

  /** Loads the model, to be multiplied in this way. */
  public MambaModel load(Products products) {
    return MambaModel.load(directory, products);
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
}
