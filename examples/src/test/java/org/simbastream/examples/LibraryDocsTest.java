package org.simbastream.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/library.md} quotes the examples as they are. */
class LibraryDocsTest {

  private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");

  @ParameterizedTest
  @ValueSource(classes = {ReadTextWithAModel.class, OperatorInYourOwnJob.class})
  void anExampleIsQuotedWholeFromItsMainMethodOn(Class<?> example) throws IOException {
    List<String> source = RepositoryFiles.source(example);
    int main = source.indexOf(source.stream().filter(l -> l.contains(" main(")).findFirst().get());
    String code = String.join("\n", source.subList(main, source.size() - 1)).stripIndent();
    List<String> quoted =
        CODE.matcher(RepositoryFiles.document("library.md"))
            .results()
            .map((MatchResult block) -> block.group(1).strip())
            .toList();
    assertThat(quoted)
        .as("docs/library.md must quote %s from main on", example.getSimpleName())
        .contains(code.strip());
  }
}
