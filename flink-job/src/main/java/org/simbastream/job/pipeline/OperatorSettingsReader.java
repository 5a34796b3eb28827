package org.simbastream.job.pipeline;

import org.simbastream.job.options.RecordJoin;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.settings.AdaptiveKeep;
import org.simbastream.operators.settings.AlertSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.state.ModelIdentity;

/** Converts options to the operator's settings; does not need Kafka. */
public final class OperatorSettingsReader {

  private OperatorSettingsReader() {}

  /** The operator's settings that a configuration asks for. */
  public static OperatorSettings read(SimbaConfiguration from) {
    return OperatorSettings.builder()
        .model(from.get(SimbaOptions.MODEL))
        .weights(from.get(SimbaOptions.MODEL_WEIGHTS))
        .statePrecision(from.get(SimbaOptions.STATE_PRECISION))
        .pruning(
            new SimbaSettings(
                from.get(SimbaOptions.KEEP_LAST),
                from.get(SimbaOptions.KEEP_SCHEDULE),
                from.get(SimbaOptions.KEEP_DENSE_LAYERS),
                from.get(SimbaOptions.KEEP_CRITERION),
                from.get(SimbaOptions.KEEP_HORIZON),
                ImpactAggregation.MAX))
        .adaptiveKeep(adaptiveKeep(from))
        .chunk(
            new OperatorSettings.Chunk(
                from.get(SimbaOptions.CHUNK_TOKENS), from.get(SimbaOptions.CHUNK_MAX_WAIT)))
        .bundle(
            new OperatorSettings.Bundle(
                from.get(SimbaOptions.BUNDLE_TOKENS), from.get(SimbaOptions.BUNDLE_MAX_WAIT)))
        .window(
            new OperatorSettings.Window(
                from.get(SimbaOptions.WINDOW_SIZE),
                from.get(SimbaOptions.WINDOW_MAX_OPEN),
                from.get(SimbaOptions.WINDOW_HIGHLIGHTS),
                from.get(SimbaOptions.WINDOW_NEW_PATTERNS),
                new OperatorSettings.SummaryText(
                    from.get(SimbaOptions.WINDOW_TEXT_MAX_TOKENS),
                    from.get(SimbaOptions.WINDOW_TEXT_PROMPT)),
                from.get(SimbaOptions.WINDOW_SILENCE),
                from.get(SimbaOptions.OUTPUT_PATTERNS_ENABLED)
                    ? from.get(SimbaOptions.OUTPUT_PATTERNS_MAX)
                    : 0))
        .readout(from.get(SimbaOptions.READOUT_ENABLED))
        .recall(from.get(SimbaOptions.RECALL_ENABLED))
        .maxPatterns(from.get(SimbaOptions.PATTERNS_MAX))
        .idleExpiry(from.get(SimbaOptions.STATE_IDLE_EXPIRY))
        .otherModel(otherModel(from))
        .alerts(
            new AlertSettings(
                from.get(SimbaOptions.ALERTS_ENABLED),
                from.get(SimbaOptions.ALERTS_THRESHOLD),
                from.get(SimbaOptions.ALERTS_QUIET_TIME),
                from.get(SimbaOptions.ALERTS_UPDATE_INTERVAL),
                from.get(SimbaOptions.ALERTS_MAX_PER_HOUR),
                from.get(SimbaOptions.ALERTS_LINES)))
        .teaching(from.get(SimbaOptions.CONTROL_ENABLED))
        .build();
  }

  /** How lines are joined to records. */
  static JoinSettings joining(SimbaConfiguration from) {
    boolean on =
        from.get(SimbaOptions.RECORD_JOIN) == RecordJoin.AUTO
            && from.get(SimbaOptions.RECORD_FORMAT).isText();
    return new JoinSettings(
        on,
        from.get(SimbaOptions.RECORD_JOIN_MAX_LINES),
        (int) from.get(SimbaOptions.RECORD_JOIN_MAX_BYTES).getBytes(),
        from.get(SimbaOptions.RECORD_JOIN_MAX_WAIT));
  }

  private static OperatorSettings.OtherModel otherModel(SimbaConfiguration from) {
    return new OperatorSettings.OtherModel(
        switch (from.get(SimbaOptions.STATE_MODEL_MISMATCH)) {
          case REFUSE -> ModelIdentity.OnMismatch.REFUSE;
          case AFRESH -> ModelIdentity.OnMismatch.START_AFRESH;
          case WARM_UP -> ModelIdentity.OnMismatch.WARM_UP;
        },
        from.get(SimbaOptions.STATE_WARM_UP_RECORDS),
        from.get(SimbaOptions.RECORD_MAX_TOKENS),
        !from.get(SimbaOptions.RECORD_FORMAT).isText());
  }

  private static AdaptiveKeep adaptiveKeep(SimbaConfiguration from) {
    if (!from.get(SimbaOptions.KEEP_ADAPTIVE_ENABLED)) {
      return AdaptiveKeep.OFF;
    }
    return new AdaptiveKeep(
        true,
        from.get(SimbaOptions.KEEP_ADAPTIVE_FLOOR),
        from.get(SimbaOptions.KEEP_ADAPTIVE_INTERVAL));
  }
}
