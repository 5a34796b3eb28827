package org.simbastream.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of SQL statements. */
final class Script {

  static final Path REPOSITORY = Path.of(System.getProperty("simba.repository"));

  /** The example of {@code docs/sql.md}. */
  static final Path EXAMPLE = REPOSITORY.resolve("sql/example/logs.sql");

  private Script() {}

  /** Its statements without comments; each ends with a semicolon at a line's end. */
  static List<String> statements(Path script) throws IOException {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : Files.readAllLines(script)) {
      if (line.startsWith("--") || line.isBlank()) {
        continue;
      }
      statement.append(line).append('\n');
      boolean inSet = statement.indexOf("BEGIN") > 0 && !line.equals("END;");
      if (line.endsWith(";") && !inSet) {
        // Flink wants the semicolon after END, and none after others
        int end = line.equals("END;") ? 1 : 2;
        statements.add(statement.substring(0, statement.length() - end));
        statement.setLength(0);
      }
    }
    return statements;
  }
}
