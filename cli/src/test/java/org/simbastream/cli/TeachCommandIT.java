package org.simbastream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** What is taught stands in a real topic, is listed and undone. */
@Timeout(120)
class TeachCommandIT {

  private static final String PATTERN = "5d1c2f0b8a34e7c9";

  private static EmbeddedKafka kafka;

  private String topic = "taught-" + System.nanoTime();

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void whatIsTaughtIsListedReplacedAndUndone() throws Exception {
    kafka.createTopic(topic, 2, Map.of("cleanup.policy", "compact"));
    CommandRun mute =
        run("mute", "--pattern", PATTERN, "--until", "2 h", "--by", "ann", "--note", "known");
    assertThat(mute.err()).isEmpty();
    assertThat(mute.exitCode()).isZero();
    assertThat(mute.out()).startsWith("mute          " + PATTERN + "  everywhere, until 2");
    run("always-tell", "--line", "disk 7 is full", "--stream", "web");
    run("not-worth-it", "--pattern", PATTERN, "--stream", "web", "--by", "ann");
    run("good-catch", "--pattern", PATTERN, "--stream", "web", "--by", "bob");
    run("good-catch", "--pattern", PATTERN, "--stream", "web", "--by", "ann");
    put("x", "no teaching");

    CommandRun list = run("list", "--json");
    assertThat(list.jsonLines())
        .extracting(said -> said.get("id").textValue())
        .as("the last vote of each, the last word of a pattern")
        .containsExactlyInAnyOrder(
            "rule/" + PATTERN,
            list.jsonLines().stream()
                .filter(said -> said.get("action").textValue().equals("always-tell"))
                .map(said -> "rule/" + said.get("pattern").textValue() + "/web")
                .findFirst()
                .orElseThrow(),
            "vote/" + PATTERN + "/ann/web",
            "vote/" + PATTERN + "/bob/web");
    assertThat(list.jsonLines())
        .extracting(said -> said.path("note").textValue())
        .contains("known", "disk <*> is full");
    assertThat(list.err()).contains("the record at " + topic, "teaches nothing");
    assertThat(run("list").out()).contains("(ann, 2", "known  [rule/" + PATTERN + "]");

    CommandRun undo = run("undo", "--id", "rule/" + PATTERN);
    assertThat(undo.err()).contains("teaches nothing").hasLineCount(1);
    assertThat(undo.out()).startsWith("undone: mute");
    assertThat(run("undo", "--pattern", PATTERN, "--stream", "web").out()).hasLineCount(2);
    List<JsonNode> left = run("list", "--json").jsonLines();
    assertThat(left).singleElement().matches(said -> said.get("key").textValue().equals("web"));
    assertThat(run("undo", "--pattern", PATTERN).err()).contains("nothing like that is taught");
  }

  @Test
  void whatIsWrongIsSaidAtOnce() {
    topic = "absent";
    assertThat(run("list").err())
        .contains("simba.control.topic names 'absent'", "cleanup.policy=compact");
    assertThat(run("mute", "--pattern", "disk").err())
        .contains("--pattern is 'disk'", "16 hexadecimal digits", "--line");
    assertThat(run("mute", "--pattern", PATTERN, "--until", "2020-01-01").err())
        .contains("--until is '2020-01-01', which is over");
    assertThat(run("mute", "--pattern", PATTERN, "--until", "soon").err())
        .contains("--until is 'soon'", "a duration from now");
    assertThat(run("mute").exitCode()).isEqualTo(2);
    assertThat(run("mute", "--help").out()).contains("Mutes a pattern", "--stream", "Example");
    assertThat(run("--help").out()).contains("not-worth-it", "undo", "list");
  }

  private CommandRun run(String... more) {
    List<String> all = new ArrayList<>(List.of("teach", more[0]));
    if (!more[0].startsWith("--")) {
      all.add("-Dsimba.kafka.bootstrap-servers=" + kafka.bootstrapServers());
      all.add("-Dsimba.control.topic=" + topic);
      all.add("-Dsimba.control.enabled=true");
      kafka
          .clientSettings()
          .forEach(
              (name, value) -> {
                if (!name.equals("bootstrap.servers")) {
                  all.add("-Dsimba.kafka.properties." + name + "=" + value);
                }
              });
    }
    all.addAll(Arrays.asList(more).subList(1, more.length));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private void put(String key, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            new HashMap<>(kafka.clientSettings()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8))).get();
    }
  }
}
