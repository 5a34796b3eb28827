package org.simbastream.savepoints.savepoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.state.api.runtime.SavepointLoader;

/** Where a savepoint is: a path of this machine, or a URI. */
final class SavepointLocation {

  /** The file that every savepoint and checkpoint has. */
  static final String METADATA = "_metadata";

  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  private SavepointLocation() {}

  /** The location as Flink wants it. */
  static String uri(String location) {
    return URI.matcher(location).matches()
        ? location
        : Path.of(location).toAbsolutePath().normalize().toUri().toString();
  }

  /** Reads a savepoint's metadata. */
  static CheckpointMetadata load(String location) throws IOException {
    try {
      return SavepointLoader.loadSavepointMetadata(uri(location));
    } catch (FileNotFoundException e) {
      throw new IOException(
          location + " is not a savepoint: there is no " + METADATA + " in it" + below(location),
          e);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          location + " is not a savepoint that can be read: " + KeyGroups.rootMessage(e), e);
    }
  }

  /** The savepoints in a folder that is not one itself. */
  private static String below(String location) throws IOException {
    if (URI.matcher(location).matches() || !Files.isDirectory(Path.of(location))) {
      return "";
    }
    try (Stream<Path> folders = Files.list(Path.of(location))) {
      List<String> savepoints =
          folders
              .filter(folder -> Files.isRegularFile(folder.resolve(METADATA)))
              .map(Path::toString)
              .sorted()
              .toList();
      return savepoints.isEmpty() ? "" : ", but in " + String.join(", ", savepoints);
    }
  }
}
