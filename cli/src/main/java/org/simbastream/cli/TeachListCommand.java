package org.simbastream.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.simbastream.cli.teach.TaughtText;
import org.simbastream.formats.TeachingJson;
import org.simbastream.records.Teaching;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what is taught and not undone, in the order in which it was said, each with its id in"
          + " brackets; records of the topic that teach nothing are told.",
      "",
      "Example: simba teach list --config job.yaml"
    })
final class TeachListCommand implements Callable<Integer> {

  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private TeachOptions job;

  @Option(names = "--json", description = "One JSON object a line, with its id and its time.")
  private boolean json;

  private final PrintStream out;
  private final PrintStream err;

  TeachListCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    long now = Clock.systemUTC().millis();
    for (Teaching teaching : job.topic(err).taught().values()) {
      out.println(json ? json(teaching) : TaughtText.of(teaching, now));
    }
    return 0;
  }

  private static String json(Teaching teaching) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", teaching.id());
    line.put("at", teaching.at());
    line.setAll((ObjectNode) JSON.readTree(TeachingJson.write(teaching)));
    return JSON.writeValueAsString(line);
  }
}
