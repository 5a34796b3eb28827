package org.simbastream.dashboard.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page's web server. */
public final class PageServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
  private static final long MAX_REQUEST_BYTES = 64 * 1024;

  private final Javalin server;
  private final EventStream events;
  private final String bind;

  private PageServer(Javalin server, EventStream events, String bind) {
    this.server = server;
    this.events = events;
    this.bind = bind;
  }

  /**
   * Starts to serve.
   *
   * @param pages what is shown
   * @throws IllegalArgumentException if it can't listen there
   */
  public static PageServer start(Pages pages) {
    OriginCheck guard = new OriginCheck(pages.bind(), pages.allowedHosts());
    EventStream events = new EventStream(pages);
    Javalin server = Javalin.create(PageServer::configure);
    routes(server, guard, events, pages);
    try {
      server.start(pages.bind(), pages.port());
    } catch (JavalinBindException e) {
      throw new IllegalArgumentException(
          ("--port is %d, but the page can't listen there on %s; give another port, or 0 for a"
                  + " free one, or correct --bind")
              .formatted(pages.port(), pages.bind()),
          e);
    }
    return new PageServer(server, events, pages.bind());
  }

  private static void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_REQUEST_BYTES;
    config.http.disableCompression(); // it would delay events
  }

  private static void routes(Javalin server, OriginCheck guard, EventStream events, Pages pages) {
    GetHandlers answers = new GetHandlers(pages, guard);
    PostHandlers actions = new PostHandlers(guard, pages);
    server.before(guard::before);
    for (Map.Entry<String, Asset> asset : Asset.all().entrySet()) {
      server.get(
          asset.getKey(),
          context ->
              context.contentType(asset.getValue().contentType()).result(asset.getValue().bytes()));
    }
    server.get("/api/settings", answers::settings);
    server.get("/api/now", answers::now);
    server.get("/api/alerts", answers::alerts);
    server.get("/api/patterns", answers::patterns);
    server.get("/api/stream", answers::stream);
    server.get("/api/window", answers::window);
    server.get("/api/window/text", answers::windowText);
    server.get("/api/search", answers::search);
    server.get("/api/letters", answers::letters);
    server.sse("/api/events", events::serve);
    server.post("/api/highways", actions::highways);
    server.post("/api/window/lines", actions::windowLines);
    server.post("/api/replay", actions::replay);
    server.exception(RefusedException.class, PageServer::refuse);
    server.exception(Exception.class, PageServer::fail);
  }

  private static void refuse(RefusedException e, Context context) {
    context.status(e.status());
    Json.answer(context, Map.of("error", e.getMessage()));
  }

  /** Logs a failure without sending it: it may contain more than a visitor should see. */
  private static void fail(Exception e, Context context) {
    LOG.error("A request failed: {} {}", context.method(), context.path(), e);
    context.status(500);
    Json.answer(context, Map.of("error", "the page failed; its log says why"));
  }

  /** The page's address. */
  public URI address() {
    String host = bind.equals("0.0.0.0") || bind.equals("::") ? "localhost" : bind;
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/");
  }

  @Override
  public void close() {
    events.close();
    server.stop();
  }
}
