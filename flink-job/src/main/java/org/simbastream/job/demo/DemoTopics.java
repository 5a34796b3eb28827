package org.simbastream.job.demo;

/** The demo's topics. */
final class DemoTopics {

  static final String INPUT = "demo-input";
  static final String SUMMARIES = "demo-summaries";
  static final String SCORED = "demo-scored";
  static final String WORK = "demo-work";
  static final String DEAD_LETTERS = "demo-dead-letters";

  private DemoTopics() {}
}
