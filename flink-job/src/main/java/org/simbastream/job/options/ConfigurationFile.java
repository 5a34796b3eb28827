package org.simbastream.job.options;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a YAML file of options, whose names may be written flat ({@code simba.chunk.tokens: 256})
 * or nested. Values are scalars; {@code simba.input.topics} and Flink's own options may be lists of
 * scalars too, which become one value separated by semicolons. Other YAML is reported as a problem:
 * duplicate names, aliases, several documents. Messages quote names and line numbers, but no
 * values, which may be secrets.
 */
final class ConfigurationFile {

  private static final YAMLFactory YAML = new YAMLFactory();

  private final Path file;
  private final List<String> problems;
  private final Map<String, String> values = new TreeMap<>();

  private ConfigurationFile(Path file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param problems collects its errors
   * @return the values found, by their full names
   */
  static Map<String, String> read(Path file, List<String> problems) {
    ConfigurationFile reading = new ConfigurationFile(file, problems);
    try (InputStream in = Files.newInputStream(file);
        YAMLParser yaml = YAML.createParser(in)) {
      reading.readDocument(yaml);
    } catch (JsonProcessingException e) {
      reading.problem(e.getLocation(), "is not well-formed YAML; look at the indentation");
    } catch (NoSuchFileException e) {
      problems.add("There is no configuration file " + file + "; give the path of one.");
    } catch (IOException e) {
      problems.add("The configuration file " + file + " can't be read: " + e + ".");
    }
    return reading.values;
  }

  private void readDocument(YAMLParser yaml) throws IOException {
    JsonToken first = yaml.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return; // nothing but comments
    }
    if (first != JsonToken.START_OBJECT) {
      problem(yaml.currentTokenLocation(), "must hold names and values, as in 'simba.name: logs'");
      return;
    }
    readMapping(yaml, "");
    if (yaml.nextToken() != null) {
      problem(yaml.currentTokenLocation(), "must hold one YAML document; remove those after it");
    }
  }

  private void readMapping(YAMLParser yaml, String prefix) throws IOException {
    Set<String> names = new HashSet<>();
    while (yaml.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + yaml.currentName();
      JsonLocation at = yaml.currentTokenLocation();
      JsonToken value = yaml.nextToken();
      boolean repeated = !names.add(name);
      if (value == JsonToken.START_OBJECT) {
        if (repeated) {
          repeated(at, name);
        }
        readMapping(yaml, name + ".");
      } else {
        String text = readValue(yaml, name, at);
        if (values.containsKey(name) || repeated) {
          repeated(at, name);
        } else if (text != null) {
          values.put(name, text);
        }
      }
    }
  }

  /** Reads a scalar or a list of scalars; null, with a problem added, if it is neither. */
  private String readValue(YAMLParser yaml, String name, JsonLocation at) throws IOException {
    if (yaml.isCurrentAlias()) {
      problem(at, "gives " + name + " as an alias; write the value out");
      return null;
    }
    if (yaml.currentToken() == JsonToken.VALUE_NULL) {
      problem(at, "gives no value to " + name + "; give one or remove the line");
      return null;
    }
    return yaml.currentToken() == JsonToken.START_ARRAY ? readList(yaml, name, at) : yaml.getText();
  }

  private String readList(YAMLParser yaml, String name, JsonLocation at) throws IOException {
    List<String> elements = new ArrayList<>();
    boolean scalars = true;
    while (yaml.nextToken() != JsonToken.END_ARRAY) {
      scalars &= yaml.currentToken().isScalarValue() && !yaml.isCurrentAlias();
      if (yaml.currentToken().isStructStart()) {
        yaml.skipChildren();
      } else {
        elements.add(yaml.getText());
      }
    }
    if (name.startsWith(SimbaOptions.PREFIX) && !name.equals(SimbaOptions.INPUT_TOPICS.key())) {
      problem(at, "gives " + name + " as a list; give one value");
      return null;
    }
    if (!scalars) {
      problem(at, "gives " + name + " as a list of more than plain values; write plain values");
      return null;
    }
    return String.join(";", elements);
  }

  private void repeated(JsonLocation at, String name) {
    problem(at, "gives " + name + " more than once; keep one of them");
  }

  private void problem(JsonLocation at, String what) {
    String line = at == null ? "" : ", line " + at.getLineNr() + ",";
    problems.add("The configuration file " + file + line + " " + what + ".");
  }
}
