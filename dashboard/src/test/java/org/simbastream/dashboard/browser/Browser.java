package org.simbastream.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The system's Chromium without a window. Selenium is told where everything is and loads nothing.
 */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path profile;
  private final ChromeDriver driver;

  private Browser(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  /** Starts it; where there is none the test is skipped, or fails if one is required. */
  static Browser start() {
    Optional<File> chromium = find("chromium");
    Optional<File> chromedriver = find("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      String message =
          "no chromium with chromedriver on the path: apt-get install chromium chromium-driver";
      if (Boolean.getBoolean("simba.browser.required")) {
        fail(message);
      }
      Assumptions.abort("the page is not tested in a browser: " + message);
    }
    try {
      Path profile = Files.createTempDirectory("simba-browser-");
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(chromedriver.orElseThrow())
              .usingAnyFreePort()
              .build();
      return new Browser(
          profile, new ChromeDriver(service, options(chromium.orElseThrow(), profile)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChromeOptions options(File chromium, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1360,900",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.SEVERE);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    return options;
  }

  private static Optional<File> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> new File(directory, program))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Opens an address anew, also if only what comes after its # differs. */
  void open(URI page, String hash) {
    driver.get("about:blank");
    driver.get(page + hash);
  }

  /** Waits until an element shows a text, and returns it. */
  WebElement waitFor(String css, String text) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100))
        .withMessage(() -> "'%s' in %s; the page:%n%s".formatted(text, css, body()))
        .ignoring(StaleElementReferenceException.class)
        .until(
            d ->
                d.findElements(By.cssSelector(css)).stream()
                    .filter(element -> element.isDisplayed() && element.getText().contains(text))
                    .findFirst()
                    .orElse(null));
  }

  /** Waits until no such element is shown. */
  void waitUntilGone(String css) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100))
        .withMessage(() -> css + " is still there; the page:\n" + body())
        .ignoring(StaleElementReferenceException.class)
        .until(
            d -> d.findElements(By.cssSelector(css)).stream().noneMatch(WebElement::isDisplayed));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Types into what has the focus, as a person does. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  void tabUntil(String css) {
    for (int i = 0; i < 60; i++) {
      if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", css))) {
        return;
      }
      press(Keys.TAB);
    }
    fail("the Tab key does not lead to " + css);
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Moves the mouse to where nothing is. */
  void moveAway() {
    new Actions(driver).moveToLocation(1, 1).perform();
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  String body() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** That no script failed and the page's own policy was never violated. */
  void assertNoErrors() {
    List<LogEntry> errors = driver.manage().logs().get(LogType.BROWSER).getAll();
    assertThat(errors)
        .filteredOn(entry -> !entry.getMessage().contains("net::ERR_"))
        .as("errors in the browser")
        .isEmpty();
  }

  void screen(int width, int height, boolean phone, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void screenshot(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
    FileUtils.deleteDirectoryQuietly(profile.toFile());
  }
}
