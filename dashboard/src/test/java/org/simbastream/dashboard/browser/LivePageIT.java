package org.simbastream.dashboard.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.simbastream.dashboard.Dashboard;
import org.simbastream.dashboard.DashboardSettings;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.job.trace.StreamTokens;
import org.simbastream.job.trace.Trace;
import org.simbastream.job.trace.Tracer;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.records.Alert;
import org.simbastream.records.Attributes;
import org.simbastream.records.Position;
import org.simbastream.records.Severity;
import org.simbastream.records.WindowPattern;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** The page in a real browser, fed by a real broker. */
@Timeout(120)
class LivePageIT {

  private static final String SCRIPT = "<script>window.hacked = true</script>";
  private static final String IMAGE = "<img src=x onerror='window.hacked = true'>";

  @TempDir private static Path directory;

  private static EmbeddedKafka kafka;
  private static Results results;
  private static Dashboard dashboard;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    kafka = EmbeddedKafka.start(directory, 0);
    Results.createTopics(kafka);
    results = new Results(kafka);
    dashboard =
        Dashboard.start(
            new DashboardSettings(
                Results.configuration(kafka),
                "127.0.0.1",
                0,
                1_000,
                Optional.empty(),
                true,
                Limits.DEFAULT));
  }

  @AfterAll
  static void stop() {
    if (dashboard != null) {
      dashboard.close();
      results.close();
      kafka.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingWentWrongInTheBrowser() {
    browser.assertNoErrors();
    assertThat(browser.run("return window.hacked")).as("a log line was run as a script").isNull();
  }

  @Test
  void whatComesIsShownWithoutAReload() {
    browser.open(page(), "#/");
    browser.waitFor("#live", "live");
    browser.run("window.same = true");
    results.line("web-1", 0, 10, "GET /index.html 200", 0.1);
    browser.waitFor("#streams", "web-1");
    results.window(
        "web-1",
        0,
        results.highlight("upstream timed out", 5.2, 31, 0, new Position(Results.INPUT, 0, 7)));
    WebElement row = browser.waitFor("#streams a[data-key='web-1']", "upstream timed out");
    assertThat(row.getText()).contains("5.2", "×31", "45 %");
    browser.waitFor("#vitals", "Work skipped");
    assertThat(browser.run("return window.same")).isEqualTo(true);
  }

  @Test
  void aStreamIsOpenedAndReadByKeyboard() {
    String[] lines = {
      "one", "two", "three", "ERROR no space left", "five", "six", "seven", "eight"
    };
    Position told = null;
    for (int i = 0; i < lines.length; i++) {
      Position at = results.line("db-1", 1, i, lines[i], i == 3 ? 6.4 : 0.2);
      told = i == 3 ? at : told;
    }
    results.window("db-1", 1, results.highlight("ERROR no space left", 6.4, 12, 1, told));
    results.window(
        "db-1", 2, results.highlight("back to normal", 2.5, 1, 2, new Position("logs", 0, 9)));
    browser.open(page(), "#/");
    browser.waitFor("#streams", "back to normal");
    browser.press("/");
    browser.press("db-1");
    browser.waitFor("main", "1 of ");
    browser.tabUntil("a.row");
    browser.press(Keys.ENTER);
    browser.waitFor("#window .highlights", "back to normal");
    browser.waitFor("h1", "db-1");
    browser.tabUntil(".bar");
    browser.press(Keys.ARROW_LEFT);
    browser.waitFor("#window .highlights", "ERROR no space left");
    browser.waitFor("#window .highlights", "folded from 12 lines");
    assertThat(browser.focused().getDomAttribute("aria-selected")).isEqualTo("true");
    browser.tabUntil("#window .highlights summary");
    browser.press(Keys.ENTER);
    WebElement context = browser.waitFor("#window .context", "seven");
    assertThat(context.getText().lines())
        .containsExactly("one", "two", "three", "ERROR no space left", "five", "six", "seven");
    assertThat(browser.waitFor("#window", "1 new patterns").getText()).contains("request served");
    browser.waitFor("#tail", "eight");
    browser.press(Keys.ESCAPE);
    browser.waitFor("#streams", "db-1"); // the filter is still there
  }

  @Test
  void aStreamOpensAtTheHighlightThatTheListShows() {
    results.window(
        "told-1",
        1,
        results.highlight("ERROR no space left", 6.4, 12, 1, new Position("logs", 0, 9)));
    results.window(
        "told-1", 2, results.highlight("all is well", 0.4, 1, 2, new Position("logs", 0, 10)));
    browser.open(page(), "#/");
    browser.waitFor("#streams a[data-key='told-1']", "ERROR no space left").click();
    browser.waitFor("h1", "told-1");
    browser.waitFor("#window .highlights", "ERROR no space left");
  }

  @Test
  void aQuietWindowSaysThatNothingHappenedAndASilentOneSinceWhen() {
    results.window(
        "quiet-1", 1, results.highlight("all is well", 0.4, 9, 1, new Position("logs", 0, 11)));
    results.silence("quiet-1", 4, 2);
    browser.open(page(), "#/stream/quiet-1/" + (Results.START + Results.MINUTE));
    browser.waitFor("#quiet", "Nothing out of the ordinary");
    browser.waitFor("#window details[data-of$='usual'] summary", "1 kind of lines").click();
    browser.waitFor("#window .highlights", "all is well");
    browser.open(page(), "#/stream/quiet-1/" + (Results.START + 4 * Results.MINUTE));
    browser.waitFor("#silence", "No records since");
    browser.waitFor("#silence", "2 windows");
  }

  @Test
  void whatMattersNowIsGroupedOverStreamsAndNothingIsSaidToBeNothing() {
    results.window("now-web", 501, results.marked("no answer from db", 7.0, 31, 501, 0));
    results.window("now-db", 500, results.marked("disk full on 3", 4.5, 2, 500, 30));
    results.window("now-other", 503, results.marked("cache is cold", 2.5, 1, 503, 0));
    browser.open(page(), "#/");
    new Select(browser.waitFor("#range", "")).selectByValue("300000");
    browser.waitFor("#incidents", "now-other");
    List<WebElement> incidents = browser.all("#incidents .incident");
    assertThat(incidents).hasSize(2);
    assertThat(incidents.get(0).getText()).contains("7.0", "2 streams", "×31");
    assertThat(incidents.get(0).findElements(By.cssSelector(".part .key")))
        .extracting(WebElement::getText)
        .containsExactly("now-db", "now-web");
    assertThat(incidents.get(0).findElements(By.cssSelector(".severity")))
        .extracting(WebElement::getText)
        .containsExactly("ERROR", "ERROR");
    assertThat(incidents.get(0).findElement(By.cssSelector("mark")).getText()).isEqualTo("3");
    browser.run("document.querySelector('#range').focus()");
    browser.tabUntil("a.part");
    browser.press(Keys.ARROW_DOWN);
    browser.press(Keys.ENTER);
    browser.waitFor("h1", "now-web");
    browser.waitFor("#window .highlights", "no answer from db");
    results.window("now-web", 900, results.highlight("all is well", 0.4, 1, 900, at(10)));
    browser.press(Keys.ESCAPE);
    browser.waitFor("#calm", "Nothing out of the ordinary in the last 5 minutes of event time");
    new Select(browser.waitFor("#range", "")).selectByValue("0");
    browser.waitFor("#incidents", "now-db");
  }

  @Test
  void alertsAreShownOverAllStreamsAndOnTheirOwn() {
    results.window("alert-web", 20, results.marked("status 503", 5.5, 9, 20, 0));
    results.window("alert-web", 22, results.highlight("all is well", 0.4, 1, 22, at(10)));
    results.alert("alert-web", "one", Alert.State.OPENED, 20, 20, "status 503");
    browser.open(page(), "#/");
    WebElement alert = browser.waitFor("#alerts", "alert-web");
    assertThat(alert.getText()).contains("5.5", "an unusual value", "open since", "12 lines");
    assertThat(alert.findElement(By.cssSelector("mark")).getText()).isEqualTo("503");
    browser.waitFor("#alert-count", "1");
    browser.tabUntil("a.alert");
    browser.press(Keys.ENTER);
    browser.waitFor("h1", "alert-web");
    browser.waitFor("#window .highlights", "status 503");
    browser.waitFor("#stream-alerts", "an unusual value");
    assertThat(browser.all(".bar.alerted"))
        .extracting(bar -> bar.getDomAttribute("data-start"))
        .containsExactly(String.valueOf(Results.START + 20 * Results.MINUTE));
    results.alert("alert-web", "one", Alert.State.CLOSED, 20, 22, "status 503");
    browser.waitFor("#stream-alerts", "over");
    assertThat(browser.all(".bar.alerted")).hasSize(2);
    browser.press(Keys.ESCAPE);
    browser.waitFor("#alerts-note", "No alert is open");
    browser.waitFor("#closed-alerts summary", "closed of late").click();
    browser.waitFor("#closed-alerts", "alert-web");
    browser.waitUntilGone("#alert-count");
  }

  @Test
  void thePatternsOfAStreamHaveTheirTrend() {
    results.window("trend-1", 3);
    for (int minute = 0; minute < 4; minute++) {
      results.pattern("trend-1", minute, 1, "user <*> logged in", 10, WindowPattern.Change.NONE);
    }
    results.pattern("trend-1", 3, 2, "disk <*> is full " + SCRIPT, 4, WindowPattern.Change.NEW);
    browser.open(page(), "#/stream/trend-1");
    browser.waitFor("#patterns", "user <*> logged in");
    List<WebElement> rows = browser.all("#patterns .trend");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getText())
        .contains("new", "00:03:00", "×4", "disk <*> is full <script>");
    assertThat(rows.get(1).getText()).contains("×10", "usually 1.3");
    assertThat(browser.all("#patterns svg"))
        .extracting(svg -> svg.getDomAttribute("aria-label"))
        .containsExactly(
            "counts from 00:00:00 on: 0, 0, 0, 4", "counts from 00:00:00 on: 10, 10, 10, 10");
    browser.waitFor("#patterns summary", "an example").click();
    browser.waitFor("#patterns .example", "disk 7 is full");
  }

  @Test
  void linesShowHowSevereTheySayTheyAreAndWhatDeviates() {
    results.line("level-1", 8, 1, "all is well", 0.2, Attributes.NONE);
    results.line(
        "level-1", 8, 2, "disk full on 7", 5.0, Attributes.NONE.withSeverity(Severity.ERROR));
    browser.open(page(), "#/stream/level-1");
    browser.waitFor("#tail", "disk full on 7");
    assertThat(browser.all("#tail .severity"))
        .extracting(WebElement::getText)
        .containsExactly("ERROR");
    assertThat(browser.all("#tail mark.odd")).extracting(WebElement::getText).containsExactly("7");
  }

  @Test
  void whatTheJobDoesNotWriteIsSaidWithoutAlarm() {
    results.window("plain-1", 3);
    try (Dashboard plain =
        Dashboard.start(
            new DashboardSettings(
                Results.withoutAlertsAndPatterns(kafka),
                "127.0.0.1",
                0,
                1_000,
                Optional.empty(),
                false,
                Limits.DEFAULT))) {
      browser.open(plain.address(), "#/stream/plain-1");
      browser.waitFor("#patterns-note", "simba.output.patterns.enabled: true");
      browser.open(plain.address(), "#/");
      browser.waitFor("#alerts-note", "simba.alerts.enabled: true");
      browser.waitFor("#streams", "plain-1");
      assertThat(browser.body()).doesNotContain("no-alerts", "no-patterns");
      browser.open(page(), "#/");
    }
  }

  @Test
  void whatThePageNoLongerKeepsIsReadFromKafkaAgain() {
    Position told = null;
    for (int i = 0; i < 8; i++) {
      Position at = results.line("past-1", 10, i, "line " + i, i == 4 ? 6.4 : 0.2);
      told = i == 4 ? at : told;
    }
    for (int i = 0; i < 600; i++) { // more than the page keeps
      results.line("past-1", 11, i, "later " + i, 0.2);
    }
    browser.open(page(), "#/stream/past-1");
    browser.waitFor("main", "608 records read by this page");
    results.window("past-1", 10, results.highlight("line 4", 6.4, 1, 10, told));
    browser.waitFor("#window .highlights", "line 4");
    browser.waitFor("#window .highlights summary", "lines around it").click();
    assertThat(browser.waitFor("#window .context", "line 7").getText().lines())
        .containsExactly("line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7");
    browser.waitFor("#to-highways", "").click();
    browser.waitFor("#inspect", "token 1 of");
    assertThat(browser.all("#text").get(0).getDomProperty("value"))
        .startsWith("line 0\nline 1")
        .endsWith("line 7");
  }

  @Test
  void aStreamIsSearched() {
    for (int i = 0; i < 30; i++) {
      results.line("search-1", 3, i, i == 17 ? "needle found at 17" : "hay " + i, 0.3);
    }
    results.window("search-1", 3);
    browser.open(page(), "#/stream/search-1");
    browser.waitFor("#tail", "hay 29");
    browser.press("/");
    browser.press("NEEDLE");
    WebElement hits = browser.waitFor("#hits", "needle found at 17");
    assertThat(hits.getText()).doesNotContain("hay");
    assertThat(browser.all("#hits mark")).hasSize(1);
    browser.waitFor("main", "1 place, in the windows kept and 30 of the 30 lines read");
    browser.press(Keys.ESCAPE);
    browser.waitUntilGone("#hits li");
  }

  @Test
  void highwaysAreThoseOfTrace() {
    String text =
        "2026-01-01 00:00:00 INFO started\n2026-01-01 00:00:01 ERROR disk full on node 7\n";
    browser.open(page(), "#/highways");
    browser.waitFor("#live", "live");
    browser.waitFor("#read", "Read").isEnabled();
    browser.all("#text").get(0).sendKeys(text.strip());
    browser.all("#keep").get(0).clear();
    browser.all("#keep").get(0).sendKeys("0.25");
    browser.all("#read").get(0).click();
    browser.waitFor("#inspect", "token 1 of");
    List<Integer> depths =
        browser.all("#grid .token").stream()
            .map(token -> Integer.parseInt(token.getDomAttribute("data-depth")))
            .toList();
    assertThat(depths).isEqualTo(depthsByTrace(text, 0.25));
    assertThat(browser.all("#grid i[class]"))
        .hasSize(depths.stream().mapToInt(Integer::intValue).sum());
    browser.tabUntil("#grid .token");
    browser.press(Keys.END);
    browser.waitFor("#inspect", "last token of its chunk");
    int shallowest = Collections.min(depths);
    assertThat(shallowest).as("a token stops early").isLessThan(Collections.max(depths));
    int stopped = depths.indexOf(shallowest) + 1;
    browser.press(Keys.HOME);
    for (int i = 1; i < stopped; i++) {
      browser.press(Keys.ARROW_RIGHT);
    }
    assertThat(browser.waitFor("#inspect", "token " + stopped + " of").getText())
        .contains("It stopped at layer " + (shallowest - 1), "is not above");
  }

  @Test
  void theHighwaysOfAWindowAreThoseOfItsLines() {
    results.line("road-1", 4, 1, "first line of the window", 0.3);
    results.line("road-1", 4, 2, "second line of it", 0.3);
    results.line("road-1", 5, 2, "a line of the next", 0.3);
    results.window("road-1", 4);
    browser.open(page(), "#/stream/road-1");
    browser.waitFor("#to-highways", "Show its highways").click();
    browser.waitFor("#inspect", "token 1 of");
    assertThat(browser.all("#text").get(0).getDomProperty("value"))
        .isEqualTo("first line of the window\nsecond line of it");
    browser.waitFor("main", "2 of the 44 lines of the window");
  }

  @Test
  void aScriptInALogLineIsText() {
    String key = "web " + IMAGE;
    Position at = results.line(key, 6, 1, SCRIPT + IMAGE, 7.0);
    results.window(key, 6, results.highlight(SCRIPT + IMAGE, 9.0, 2, 6, at));
    results.alert(key, "script", Alert.State.CLOSED, 6, 6, "it says " + SCRIPT + IMAGE);
    results.deadLetter("{\"message\": " + SCRIPT);
    browser.open(page(), "#/");
    browser.waitFor("#closed-alerts summary", "closed of late").click();
    browser.waitFor("#closed-alerts", SCRIPT);
    new Select(browser.waitFor("#range", "")).selectByValue("0");
    browser.waitFor("#incidents", "true</script><img src=x");
    assertThat(browser.all("main script, main img, main [onerror]")).isEmpty();
    browser.waitFor("#streams", IMAGE).findElement(By.partialLinkText("web <img")).click();
    browser.waitFor("h1", IMAGE);
    browser.waitFor("#window .highlights", SCRIPT);
    browser.waitFor("#tail", SCRIPT);
    browser.press("/");
    browser.press("<script>");
    browser.waitFor("#hits", SCRIPT);
    browser.waitFor("#to-highways", "").click();
    browser.waitFor("#inspect", "token 1 of");
    browser.open(page(), "#/letters");
    browser.waitFor("#letters summary", "its first bytes").click();
    assertThat(browser.all("main script, main img, main [onerror]")).isEmpty();
  }

  @Test
  void aDeadLetterIsShownAndReplayed() {
    String value = "this is no JSON";
    results.deadLetter(value);
    browser.open(page(), "#/letters");
    assertThat(browser.waitFor("#letters", "MALFORMED_JSON").getText())
        .contains("The value is not one JSON object.", "logs-0@");
    browser.waitFor("#replay", "Replay").click();
    browser.waitFor("dialog", "Send dead letters back through?");
    browser.press(Keys.ESCAPE);
    browser.waitUntilGone("dialog");
    assertThat(replayed()).isEmpty();
    browser.press(Keys.ENTER); // the button has the focus again
    browser.waitFor("#replay-confirm", "Replay").click();
    browser.waitFor("#outcome", "Replayed ");
    assertThat(replayed()).contains(value).doesNotHaveDuplicates();
  }

  @Test
  void kafkaMayGoAndComeBack() {
    browser.open(page(), "#/");
    browser.waitFor("#live", "live");
    int port = Integer.parseInt(kafka.bootstrapServers().replaceFirst(".*:", ""));
    kafka.close();
    assertThat(browser.waitFor("#banner", "Kafka is away").getText())
        .contains("No broker answers at 127.0.0.1:" + port);
    browser.waitFor("#live", "Kafka away");
    kafka = EmbeddedKafka.start(directory, port);
    browser.waitUntilGone("#banner");
    browser.waitFor("#live", "live");
    results.line("after-1", 7, 1, "the broker is back", 0.3);
    browser.waitFor("#streams", "after-1");
  }

  @Test
  void secretsAreNowhere() {
    browser.open(page(), "#/");
    browser.waitFor("#live", "live");
    for (String path : List.of("/api/settings", "/", "/api/letters")) {
      Object answer = browser.run("return fetch(arguments[0]).then(r => r.text())", path);
      assertThat(String.valueOf(answer)).isNotBlank().doesNotContain("do-not-show-me");
    }
    Object state =
        browser.run(
            "return new Promise(r => new EventSource('/api/events').addEventListener('state',"
                + " e => r(e.data)))");
    assertThat(String.valueOf(state)).contains("kafka").doesNotContain("do-not-show-me");
  }

  private static Position at(long offset) {
    return new Position(Results.INPUT, 0, offset);
  }

  private static URI page() {
    return dashboard.address();
  }

  /** How many layers saw each token, by the code behind simba trace. */
  private static List<Integer> depthsByTrace(String text, double keep) {
    return ModelLocation.read(
        ModelLocation.BUNDLED,
        model -> {
          try (MambaModel mamba = MambaModel.load(model);
              TextTokenizer tokenizer = mamba.openTokenizer().orElseThrow()) {
            int[] ids = StreamTokens.of(mamba, tokenizer, text);
            Trace trace =
                Tracer.run(mamba, SimbaSettings.ofModel(keep), ids, new int[] {256}, Outputs.NONE);
            List<Integer> depths = new ArrayList<>();
            for (int depth : trace.chunks().get(0).depth()) {
              depths.add(depth);
            }
            return depths;
          }
        });
  }

  /** The values of the records that a replay has written to the input. */
  private static List<String> replayed() {
    TopicPartition input = new TopicPartition(Results.INPUT, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(input));
      consumer.seekToBeginning(List.of(input));
      long end = consumer.endOffsets(List.of(input)).get(input);
      while (consumer.position(input) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.headers().lastHeader("simba.replay.letter") != null) {
            values.add(new String(record.value(), UTF_8));
          }
        }
      }
    }
    return values;
  }
}
