package org.simbastream.operators.settings;

import java.time.Duration;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SimbaSettings;

/** Builds {@link OperatorSettings}; values that are not set stay unchanged. */
@PublicApi
public final class OperatorSettingsBuilder {

  private String model;
  private WeightPrecision weights;
  private StatePrecision statePrecision;
  private SimbaSettings pruning;
  private AdaptiveKeep adaptiveKeep;
  private OperatorSettings.Chunk chunk;
  private OperatorSettings.Bundle bundle;
  private OperatorSettings.Window window;
  private boolean readout;
  private boolean recall;
  private int maxPatterns;
  private Duration idleExpiry;
  private OperatorSettings.OtherModel otherModel;
  private AlertSettings alerts;
  private boolean teaching;

  OperatorSettingsBuilder(OperatorSettings from) {
    this.model = from.model();
    this.weights = from.weights();
    this.statePrecision = from.statePrecision();
    this.pruning = from.pruning();
    this.adaptiveKeep = from.adaptiveKeep();
    this.chunk = from.chunk();
    this.bundle = from.bundle();
    this.window = from.window();
    this.readout = from.readout();
    this.recall = from.recall();
    this.maxPatterns = from.maxPatterns();
    this.idleExpiry = from.idleExpiry();
    this.otherModel = from.otherModel();
    this.alerts = from.alerts();
    this.teaching = from.teaching();
  }

  /** The model: a checkpoint's directory, or {@code bundled}. */
  public OperatorSettingsBuilder model(String value) {
    this.model = value;
    return this;
  }

  /** The precision of the model's weights in memory. */
  public OperatorSettingsBuilder weights(WeightPrecision value) {
    this.weights = value;
    return this;
  }

  /** The precision of hidden states between chunks. */
  public OperatorSettingsBuilder statePrecision(StatePrecision value) {
    this.statePrecision = value;
    return this;
  }

  /** Which tokens each layer reads. */
  public OperatorSettingsBuilder pruning(SimbaSettings value) {
    this.pruning = value;
    return this;
  }

  /** Whether layers read fewer tokens when the job falls behind. */
  public OperatorSettingsBuilder adaptiveKeep(AdaptiveKeep value) {
    this.adaptiveKeep = value;
    return this;
  }

  /** When a key's chunk closes. */
  public OperatorSettingsBuilder chunk(OperatorSettings.Chunk value) {
    this.chunk = value;
    return this;
  }

  /** When the bundle of closed chunks runs. */
  public OperatorSettingsBuilder bundle(OperatorSettings.Bundle value) {
    this.bundle = value;
    return this;
  }

  /** Event-time windows, and what their summaries show. */
  public OperatorSettingsBuilder window(OperatorSettings.Window value) {
    this.window = value;
    return this;
  }

  /** The length of the windows. */
  public OperatorSettingsBuilder window(Duration size) {
    return window(
        new OperatorSettings.Window(
            size,
            window.maxOpen(),
            window.highlights(),
            window.newPatterns(),
            window.text(),
            window.silence(),
            window.patterns()));
  }

  /** Whether surprisal is read out, if the model has an early readout. */
  public OperatorSettingsBuilder readout(boolean value) {
    this.readout = value;
    return this;
  }

  /** Whether predictions from a stream's own past are mixed into its surprisal. */
  public OperatorSettingsBuilder recall(boolean value) {
    this.recall = value;
    return this;
  }

  /** The greatest number of patterns, places and words remembered per key. */
  public OperatorSettingsBuilder maxPatterns(int value) {
    this.maxPatterns = value;
    return this;
  }

  /** Time without records after which a key's whole state is deleted; zero: never. */
  public OperatorSettingsBuilder idleExpiry(Duration value) {
    this.idleExpiry = value;
    return this;
  }

  /** What to do when restored states belong to another model. */
  public OperatorSettingsBuilder otherModel(OperatorSettings.OtherModel value) {
    this.otherModel = value;
    return this;
  }

  /** What is worth an alert. */
  public OperatorSettingsBuilder alerts(AlertSettings value) {
    this.alerts = value;
    return this;
  }

  /** Whether people teach it. */
  public OperatorSettingsBuilder teaching(boolean value) {
    this.teaching = value;
    return this;
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException if a value is out of its range; the message names it
   */
  public OperatorSettings build() {
    return new OperatorSettings(
        model,
        weights,
        statePrecision,
        pruning,
        adaptiveKeep,
        chunk,
        bundle,
        window,
        readout,
        recall,
        maxPatterns,
        idleExpiry,
        otherModel,
        alerts,
        teaching);
  }
}
