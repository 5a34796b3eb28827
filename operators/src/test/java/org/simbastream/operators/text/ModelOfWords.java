package org.simbastream.operators.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.simbastream.model.Fixture;

/** A small model whose tokenizer knows two words, and refuses all others. */
public final class ModelOfWords {

  /** Words between white space, without one for unknown words. */
  private static final String TOKENIZER =
      """
      {"version": "1.0", "added_tokens": [], "normalizer": null, "post_processor": null,
       "pre_tokenizer": {"type": "WhitespaceSplit"}, "decoder": null,
       "model": {"type": "WordLevel", "vocab": {"disk": 1, "full": 2}, "unk_token": "[UNK]"}}
      """;

  private ModelOfWords() {}

  /** Writes it to an empty directory, whose name it has then. */
  public static void write(Path directory) throws IOException {
    Path fixture = Fixture.named("own-trained").directory();
    for (String name : List.of("config.json", "model.safetensors")) {
      Files.copy(fixture.resolve(name), directory.resolve(name));
    }
    Files.writeString(directory.resolve("tokenizer.json"), TOKENIZER);
  }
}
