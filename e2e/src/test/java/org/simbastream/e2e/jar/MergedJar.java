package org.simbastream.e2e.jar;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Makes one jar of several jars and folders of classes; of two equal names the first wins. */
public final class MergedJar {

  private final ZipOutputStream out;
  private final Set<String> names = new HashSet<>();

  private MergedJar(ZipOutputStream out) {
    this.out = out;
  }

  /**
   * Writes the jar.
   *
   * @param parts jars and folders
   * @return {@code target}
   */
  public static Path write(Path target, List<Path> parts) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      out.setLevel(Deflater.BEST_SPEED);
      MergedJar jar = new MergedJar(out);
      for (Path part : parts) {
        if (Files.isDirectory(part)) {
          jar.addFolder(part);
        } else {
          jar.addJar(part);
        }
      }
    }
    return target;
  }

  /** The jar, or folder of classes, in which a class stands. */
  public static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          add(folder.relativize(file).toString(), in);
        }
      }
    }
  }

  private void addJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          add(entry.getName(), in);
        }
      }
    }
  }

  private void add(String name, InputStream in) throws IOException {
    // the first manifest tells the version
    boolean ofNoUse =
        name.endsWith("/")
            || name.endsWith("module-info.class")
            || name.matches("META-INF/(?!MANIFEST\\.MF)[^/]+");
    if (!ofNoUse && names.add(name)) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
