package org.simbastream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.job.options.SimbaConfiguration;

@Timeout(60)
class DemoPageTest {

  @Test
  void besideADemoItTellsItsAddressAndEndsWithIt() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    SimbaConfiguration configuration =
        SimbaConfiguration.of(Map.of("simba.kafka.bootstrap-servers", "127.0.0.1:1"));
    AutoCloseable page =
        DemoPage.start(
            configuration, URI.create("http://127.0.0.1:1"), new PrintStream(said, true, UTF_8));
    try {
      String address = said.toString(UTF_8).strip().replaceFirst("Live page: ", "");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address)).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains("<title>simba-stream</title>");
    } finally {
      page.close();
    }
  }
}
