package org.simbastream.dashboard.browser;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.Keys;

/**
 * Takes the pictures of {@code docs/dashboard.md} of a page that shows something, such as that of
 * {@code simba demo}: {@code -Dsimba.dashboard.page=http://127.0.0.1:8090/
 * -Dsimba.dashboard.screenshots=DIR}.
 */
@EnabledIfSystemProperty(named = "simba.dashboard.page", matches = "http.+")
class ScreenshotsIT {

  private static final String STREAM = "flink-taskmanager-1";
  private static final String TOLD = "RemoteTransportException";

  private final URI page = URI.create(System.getProperty("simba.dashboard.page"));
  private final Path directory =
      Path.of(System.getProperty("simba.dashboard.screenshots", "target/screenshots"));

  @Test
  void takePictures() {
    try (Browser browser = Browser.start()) {
      take(browser, "light", false, false);
      take(browser, "dark", false, true);
      take(browser, "phone", true, false);
    }
  }

  private void take(Browser browser, String name, boolean phone, boolean dark) {
    browser.screen(phone ? 390 : 1280, phone ? 844 : 800, phone, dark);
    browser.open(page, "#/");
    browser.waitFor("#streams", STREAM);
    browser.waitFor("#live", "live");
    browser.waitFor("#streams .score", "");
    browser.waitFor("#incidents", STREAM);
    browser.waitFor("#alerts", "open since");
    browser.screenshot(directory.resolve("streams-" + name + ".png"));
    browser.waitFor("a.part", STREAM).click();
    browser.waitFor("#window .highlights", TOLD);
    browser.waitFor("#window .highlights summary", "lines around it").click();
    browser.run("document.activeElement.blur(); scrollTo(0, 0)");
    browser.screenshot(directory.resolve("stream-" + name + ".png"));
    browser.waitFor("#patterns", "");
    browser.run("document.getElementById('patterns-panel').scrollIntoView()");
    browser.screenshot(directory.resolve("patterns-" + name + ".png"));
    browser.waitFor("#to-highways", "").click();
    browser.waitFor("#inspect", "token 1 of");
    browser.tabUntil("#grid .token");
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    browser.run("document.getElementById('result').scrollIntoView()");
    browser.moveAway();
    browser.press(Keys.ARROW_RIGHT);
    browser.screenshot(directory.resolve("highways-" + name + ".png"));
    browser.open(page, "#/letters");
    browser.waitFor("main", "letter");
    browser.screenshot(directory.resolve("letters-" + name + ".png"));
    browser.assertNoErrors();
  }
}
