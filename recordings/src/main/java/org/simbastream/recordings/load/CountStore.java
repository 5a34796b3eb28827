package org.simbastream.recordings.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service over HTTP that keeps the total of what is posted to it. Runs until it is stopped. */
public final class CountStore {

  private static final Logger LOG = LoggerFactory.getLogger(CountStore.class);

  private long total;

  private CountStore() {}

  /** Starts the service; the only argument is its properties file. */
  public static void main(String[] args) throws Exception {
    ApplicationSettings settings = ApplicationSettings.read(args);
    InetSocketAddress address =
        new InetSocketAddress(settings.get("host"), Integer.parseInt(settings.get("port")));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/counts", new CountStore()::add);
    server.start();
    LOG.info("Count store listening on {}", address);
  }

  private void add(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    total += Long.parseLong(body);
    LOG.info(
        "{} {}: {} counts, {} in all",
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        body,
        total);
    byte[] answer = Long.toString(total).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
