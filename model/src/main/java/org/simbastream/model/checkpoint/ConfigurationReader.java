package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.simbastream.model.simba.KeepSchedule;

/** Reads single values of a configuration, and reports invalid ones. */
record ConfigurationReader(Path path, JsonNode json) {

  /** The largest dimension allowed; a greater one means a damaged file. */
  private static final int MAX_DIMENSION = 1 << 24;

  /** The architecture, if it is one that can be read. */
  Architecture architecture() {
    if (OriginalFormat.isConfiguration(json)) {
      throw OriginalFormat.refused(path, json);
    }
    String type = json.path("model_type").asText();
    Optional<Architecture> architecture =
        json.isObject() && json.path("model_type").isTextual()
            ? Architecture.named(type)
            : Optional.empty();
    if (architecture.isEmpty()) {
      throw new CheckpointException(
          path
              + " is for another architecture: model_type is "
              + json.path("model_type")
              + ", expected \"mamba\", \"falcon_mamba\" or \"mamba2\" (in the Hugging Face"
              + " format)");
    }
    if (has("hidden_act") && !isText("hidden_act", "silu") && !isText("hidden_act", "swish")) {
      throw wrong("hidden_act", "\"silu\"");
    }
    return architecture.get();
  }

  boolean has(String field) {
    return json.hasNonNull(field);
  }

  boolean isText(String field, String value) {
    return json.path(field).isTextual() && json.path(field).textValue().equals(value);
  }

  int dimension(String field) {
    return integer(field, 1, MAX_DIMENSION);
  }

  int expanded(int dModel) {
    int expand = has("expand") ? dimension("expand") : 2;
    if ((long) dModel * expand > MAX_DIMENSION) {
      throw wrong("expand", "hidden_size times expand to be " + MAX_DIMENSION + " at most");
    }
    return dModel * expand;
  }

  int timeStepRank(int dModel) {
    return isText("time_step_rank", "auto") || !has("time_step_rank")
        ? (dModel + 15) / 16
        : dimension("time_step_rank");
  }

  int integer(String field, int least, int most) {
    JsonNode value = json.path(field);
    if (!isInteger(value, least, most)) {
      throw wrong(field, "a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  /** One whole number or a list of them, as Hugging Face allows; empty where there is none. */
  List<Integer> integers(String field, int least, int most) {
    if (!has(field)) {
      return List.of();
    }
    if (!json.path(field).isArray()) {
      return List.of(integer(field, least, most));
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : json.path(field)) {
      if (!isInteger(value, least, most)) {
        throw wrong(field, "whole numbers from " + least + " to " + most);
      }
      values.add(value.intValue());
    }
    return List.copyOf(values);
  }

  private static boolean isInteger(JsonNode value, int least, int most) {
    return value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= least
        && value.intValue() <= most;
  }

  float epsilon(String field, float otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    float value = json.path(field).floatValue();
    if (!json.path(field).isNumber() || !(value >= 0) || value > 1) {
      throw wrong(field, "a number from 0 to 1");
    }
    return value;
  }

  /**
   * The threshold of a reader's gate in 65,536ths, empty where the model reads every token.
   *
   * @throws CheckpointException if it is out of range, or the model has no early readout
   */
  OptionalInt readerThreshold(boolean readout) {
    if (!has("simba_reader_threshold")) {
      return OptionalInt.empty();
    }
    if (!readout) {
      throw wrong("simba_exit_layer", "the early readout's layer, because the model is a reader");
    }
    return OptionalInt.of(Math.round(epsilon("simba_reader_threshold", 1) * (1 << 16)));
  }

  /** The schedule by which the model was measured; the paper's where none is named. */
  KeepSchedule keepSchedule() {
    String field = "simba_keep_schedule";
    if (!has(field)) {
      return KeepSchedule.LINEAR;
    }
    List<KeepSchedule> allowed = new ArrayList<>(List.of(KeepSchedule.values()));
    allowed.remove(KeepSchedule.MODEL);
    return allowed.stream()
        .filter(schedule -> isText(field, named(schedule)))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    field,
                    "one of "
                        + allowed.stream()
                            .map(ConfigurationReader::named)
                            .collect(Collectors.joining(", "))));
  }

  private static String named(KeepSchedule schedule) {
    return schedule.name().toLowerCase(Locale.ROOT);
  }

  boolean flag(String field, boolean otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    if (!json.path(field).isBoolean()) {
      throw wrong(field, "true or false");
    }
    return json.path(field).booleanValue();
  }

  /**
   * The heads of a Mamba-2 model of that inner width, with Hugging Face's defaults.
   *
   * @throws CheckpointException if they don't fit together
   */
  HeadShape heads(int dInner, int dState) {
    int heads = has("num_heads") ? dimension("num_heads") : 128;
    int headDim = has("head_dim") ? dimension("head_dim") : 64;
    if ((long) heads * headDim != dInner) {
      throw wrong(
          "num_heads", "num_heads times head_dim to be hidden_size times expand, " + dInner);
    }
    int groups = has("n_groups") ? dimension("n_groups") : 8;
    if (heads % groups != 0) {
      throw wrong("n_groups", "a divisor of num_heads, " + heads);
    }
    if (dInner + 2L * groups * dState > MAX_DIMENSION) {
      throw wrong("n_groups", "channels, B and C together to be " + MAX_DIMENSION + " at most");
    }
    if (flag("norm_before_gate", false)) {
      throw wrong("norm_before_gate", "false: the gate comes before the norm in this format");
    }
    JsonNode limit = json.path("time_step_limit");
    float least = 0;
    float greatest = Float.POSITIVE_INFINITY;
    if (has("time_step_limit")) {
      least = limit(limit.path(0));
      greatest = limit(limit.path(1));
      if (limit.size() != 2 || !(least >= 0 && least <= greatest) || Float.isInfinite(least)) {
        throw wrong("time_step_limit", "two numbers, the first from 0 to the second");
      }
    }
    return new HeadShape(heads, headDim, groups, least, greatest);
  }

  /** A number or infinity, which Hugging Face writes in two ways; NaN for any other value. */
  private static float limit(JsonNode value) {
    if (value.path("__float__").asText().equals("Infinity")) {
      return Float.POSITIVE_INFINITY;
    }
    return value.isNumber() ? value.floatValue() : Float.NaN;
  }

  private CheckpointException wrong(String field, String expected) {
    JsonNode found = json.path(field);
    return new CheckpointException(
        path
            + ": "
            + field
            + " is "
            + (found.isMissingNode() ? "missing" : found)
            + ", expected "
            + expected);
  }
}
