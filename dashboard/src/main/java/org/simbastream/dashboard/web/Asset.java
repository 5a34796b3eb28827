package org.simbastream.dashboard.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One file of the page, held in memory.
 *
 * @param contentType its media type
 * @param bytes its content
 */
record Asset(String contentType, byte[] bytes) {

  private static final String[] SCRIPTS = {
    "alerts.js",
    "app.js",
    "dom.js",
    "format.js",
    "now.js",
    "patterns.js",
    "server.js",
    "streams.js",
    "stream.js",
    "window.js",
    "highway.js",
    "grid.js",
    "letters.js"
  };

  /** All files by the path at which they are served; no others are served. */
  static Map<String, Asset> all() {
    Map<String, Asset> assets = new TreeMap<>();
    assets.put("/", read("index.html", "text/html; charset=utf-8"));
    assets.put("/style.css", read("style.css", "text/css; charset=utf-8"));
    assets.put("/icon.svg", read("icon.svg", "image/svg+xml"));
    for (String script : SCRIPTS) {
      assets.put("/" + script, read(script, "text/javascript; charset=utf-8"));
    }
    return assets;
  }

  private static Asset read(String file, String contentType) {
    try (InputStream in = Asset.class.getResourceAsStream("page/" + file)) {
      if (in == null) {
        throw new IOException("page/" + file + " is not in this library's jar");
      }
      return new Asset(contentType, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the page's files are incomplete: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Asset asset
        && contentType.equals(asset.contentType)
        && Arrays.equals(bytes, asset.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Asset[" + contentType + ", " + bytes.length + " bytes]";
  }
}
