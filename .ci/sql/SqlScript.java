import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Runs a SQL script statement by statement, as Flink's SQL client does with {@code -f}, until its
 * queries end. Run from source, with what Flink's lib holds on the class path.
 */
final class SqlScript {

  public static void main(String[] args) throws Exception {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("table.dml-sync", "true");
    for (String statement : statements(Files.readAllLines(Path.of(args[0])))) {
      System.out.println(statement.lines().findFirst().orElseThrow());
      if (statement.startsWith("SET ")) {
        String[] quoted = statement.split("'");
        tables.getConfig().set(quoted[1], quoted[3]);
      } else {
        tables.executeSql(statement);
      }
    }
  }

  /** A statement ends with a semicolon at a line's end, a set of them with END. */
  private static List<String> statements(List<String> lines) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("--")) {
        continue;
      }
      statement.append(line).append('\n');
      boolean inSet = statement.toString().startsWith("EXECUTE STATEMENT SET");
      if (line.strip().endsWith(";") && (!inSet || line.strip().equals("END;"))) {
        // Flink wants the semicolon after END, and none after others
        statements.add(statement.toString().strip().replaceFirst("(?<!END);$", ""));
        statement.setLength(0);
      }
    }
    return statements;
  }
}
