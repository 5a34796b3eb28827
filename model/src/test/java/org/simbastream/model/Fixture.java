package org.simbastream.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.simbastream.model.mamba.MambaModel;

/** A golden checkpoint with the results of an independent float64 reference. */
public record Fixture(String name, Path directory, JsonNode golden) {

  /** The fixture of that name among the test resources. */
  public static Fixture named(String name) {
    try {
      Path directory =
          Path.of(Objects.requireNonNull(Fixture.class.getResource("/fixtures/" + name)).toURI());
      JsonNode golden = new ObjectMapper().readTree(directory.resolve("golden.json").toFile());
      return new Fixture(name, directory, golden);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
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
}
