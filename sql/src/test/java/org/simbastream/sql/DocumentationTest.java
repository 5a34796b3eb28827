package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;

/** What {@code docs/sql.md} shows is what is. */
class DocumentationTest {

  private final String text;

  DocumentationTest() throws IOException {
    text = Files.readString(Script.REPOSITORY.resolve("docs/sql.md"));
  }

  @Test
  void theSqlIsTheScriptThatIsTested() throws IOException {
    String script = Files.readString(Script.EXAMPLE);

    assertThat(text).contains("```sql\n" + script + "```\n");
  }

  @Test
  void everyColumnIsDescribed() {
    List<String> columns = new ArrayList<>(DataType.getFieldNames(ResultRows.SUMMARY));
    columns.addAll(DataType.getFieldNames(ResultRows.SCORED));

    assertThat(columns).allSatisfy(column -> assertThat(text).contains("`" + column + "`"));
  }

  @Test
  void everyOptionIsListed() {
    List<String> listed =
        Arrays.stream(text.split("\\s+|[`,.;]+(?=\\s)|`"))
            .filter(word -> word.matches("simba\\.[a-z-]+(\\.[a-z-]+)*"))
            .toList();

    assertThat(listed)
        .containsAll(FunctionOptions.ALLOWED.stream().map(ConfigOption::key).toList());
  }
}
