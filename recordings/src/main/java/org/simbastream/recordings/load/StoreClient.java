package org.simbastream.recordings.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands numbers of counts to the {@link CountStore}; what it refuses is tried again with the next.
 */
final class StoreClient {

  private static final Logger LOG = LoggerFactory.getLogger(StoreClient.class);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI uri;
  private long pending;

  StoreClient(String uri) {
    this.uri = URI.create(uri);
  }

  void add(long counts) throws InterruptedException {
    pending += counts;
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(Long.toString(pending)))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      LOG.info("Stored {} counts, {} in all", pending, response.body());
      pending = 0;
    } catch (IOException e) {
      LOG.error("{} counts were not stored at {}", pending, uri, e);
    }
  }
}
