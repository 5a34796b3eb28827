package org.simbastream.benchmarks.figure;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.simbastream.benchmarks.shape.Shape;

/**
 * The settings of the benchmarks.
 *
 * @param shapes whose models are measured
 * @param threads that share the work
 * @param repetitions of each measurement
 * @param folder for models and state, already there
 * @param peer whether llama.cpp is measured too
 * @param texts log files, for the part that reads lines; empty for the bundled recording
 * @param progress receives a line for each step
 */
public record BenchmarkSettings(
    List<Shape> shapes,
    int threads,
    int repetitions,
    Path folder,
    boolean peer,
    List<Path> texts,
    Consumer<String> progress) {}
