package org.simbastream.dashboard;

import java.net.URI;
import java.util.Optional;
import org.simbastream.dashboard.board.Bounds;
import org.simbastream.job.options.SimbaConfiguration;

/**
 * What a page shows, and where.
 *
 * @param configuration the job's: brokers, how to connect, topics, consumer group, model
 * @param bind the address to listen on
 * @param port the port to listen on; 0: a free one
 * @param history how many records before its end each output partition is read from
 * @param flinkRest Flink's REST interface, if it is to be asked for checkpoints
 * @param allowReplay whether visitors may replay dead letters
 * @param bounds how much is remembered
 */
public record DashboardSettings(
    SimbaConfiguration configuration,
    String bind,
    int port,
    long history,
    Optional<URI> flinkRest,
    boolean allowReplay,
    Bounds bounds) {}
