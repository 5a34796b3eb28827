package org.simbastream.cli.demo;

/** The demo's topics; results are where they are by default, so that other commands find them. */
final class DemoTopics {

  static final String INPUT = "demo-input";
  static final String SUMMARIES = "simba-summaries";
  static final String SCORED = "simba-scored";
  static final String WORK = "simba-work";
  static final String DEAD_LETTERS = "simba-dead-letters";
  static final String ALERTS = "simba-alerts";
  static final String PATTERNS = "simba-patterns";

  private DemoTopics() {}
}
