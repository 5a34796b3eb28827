package org.simbastream.cli.demo;

import java.util.Map;

/**
 * The settings of a demo.
 *
 * @param input a file, a directory, {@code -} for standard input, or null for the bundled recording
 * @param once whether to end with the input instead of waiting for Ctrl-C
 * @param parallelism Flink's parallelism, and the input topic's partitions
 * @param options options under {@code simba.} and Flink's, by name; they take precedence over the
 *     demo's own
 */
public record DemoSettings(
    String input, boolean once, int parallelism, Map<String, String> options) {}
