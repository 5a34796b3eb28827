package org.simbastream.e2e.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.core.fs.local.LocalRecoverableWriter;

/**
 * The local file system under another scheme. While {@link #FULL} lies in the root of what is
 * written, no byte can be written; while {@link #UNWRITABLE} does, no file and folder can be made.
 * Reading goes on as it was.
 */
public final class FragileFileSystem extends LocalFileSystem {

  /** The scheme. */
  public static final String SCHEME = "fragile";

  /** The name of the file that makes the disk full. */
  public static final String FULL = ".full";

  /** The name of the file that makes the disk unwritable. */
  public static final String UNWRITABLE = ".unwritable";

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    if (isMarked(path, UNWRITABLE)) {
      throw new IOException("Permission denied: " + path.getPath());
    }
    return super.mkdirs(path);
  }

  @Override
  public FSDataOutputStream create(Path path, FileSystem.WriteMode mode) throws IOException {
    if (isMarked(path, UNWRITABLE)) {
      throw new IOException("Permission denied: " + path.getPath());
    }
    return new FragileStream(super.create(path, mode), () -> isMarked(path, FULL));
  }

  /** There is none, so that whoever would use it uses {@link #create}. */
  @Override
  public LocalRecoverableWriter createRecoverableWriter() {
    throw new UnsupportedOperationException("a fragile disk");
  }

  private static boolean isMarked(Path path, String marker) {
    java.nio.file.Path folder = java.nio.file.Path.of(path.getPath()).getParent();
    while (folder != null) {
      if (Files.exists(folder.resolve(marker))) {
        return true;
      }
      folder = folder.getParent();
    }
    return false;
  }

  /** Makes it known to Flink. */
  public static final class Factory implements FileSystemFactory {

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
      return new FragileFileSystem();
    }
  }
}
