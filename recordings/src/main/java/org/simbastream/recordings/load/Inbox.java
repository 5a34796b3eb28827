package org.simbastream.recordings.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of incoming documents, each of which is sent as one record and deleted. */
final class Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final Path folder;

  Inbox(Path folder) {
    this.folder = folder;
  }

  /** Passes a document on. */
  interface Sender {
    void send(String document) throws ExecutionException, InterruptedException;
  }

  /** Sends the present documents; one that fails stays and is tried again the next time. */
  void passOn(Sender sender) throws InterruptedException {
    for (Path document : documents()) {
      try {
        sender.send(Files.readString(document, StandardCharsets.UTF_8));
        Files.delete(document);
        LOG.info("Passed on {}", document.getFileName());
      } catch (IOException e) {
        LOG.error("{} can't be read", document.getFileName(), e);
      } catch (ExecutionException e) {
        LOG.error("{} was not passed on", document.getFileName(), e.getCause());
      }
    }
  }

  private List<Path> documents() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      LOG.error("The inbox {} can't be read", folder, e);
      return List.of();
    }
  }
}
