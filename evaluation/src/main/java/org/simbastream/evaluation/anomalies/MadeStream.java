package org.simbastream.evaluation.anomalies;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes a stream of a system that does not exist, with one kind of anomaly in one to two of a
 * hundred lines. Names and habits follow from the seed.
 */
final class MadeStream {

  /** The usual number of lines. */
  static final int LINES = 1000;

  /** A line that always deviates, so that every stream has one that does. */
  private static final int FIRST_ODD = LabelledStream.WARM_UP + 20;

  private static final int FAST_LINES = FIRST_ODD + 10;
  private static final double SHARE = 0.015;
  private static final long START = 1_795_860_000_000L; // 2026-11-28, ten in the morning
  private static final long SECOND = 1000;
  private static final int BURST_LINES = 40;
  private static final long BURST_PAUSE = 20;
  private static final int LOOP_LINES = 12;
  private static final long SILENCE = 300 * SECOND;
  private static final String[] STEPS = {"accepted", "started", "finished"};
  private static final String[] SYLLABLES = {
    "ka", "lo", "mi", "ru", "te", "sa", "no", "vi", "da", "pe"
  };

  private final Anomaly anomaly;
  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final List<Boolean> odd = new ArrayList<>();
  private final List<String> names;
  private final List<String> users;
  private final List<String> regions;
  private long time = START;
  private int step;
  private int job = 100;

  private MadeStream(Anomaly anomaly, long seed) {
    this.anomaly = anomaly;
    this.random = new Random(seed);
    this.names = names(6);
    this.users = names(4);
    this.regions = names(2);
  }

  /**
   * The stream of a seed.
   *
   * @param lines how many lines it has at least; more than {@link LabelledStream#WARM_UP}
   */
  static LabelledStream of(Anomaly anomaly, long seed, int lines) {
    MadeStream stream = new MadeStream(anomaly, seed);
    while (stream.lines.size() < lines) {
      stream.next();
    }
    boolean[] odd = new boolean[stream.lines.size()];
    IntStream.range(0, odd.length).forEach(i -> odd[i] = stream.odd.get(i));
    return new LabelledStream(anomaly.label(), stream.lines, odd);
  }

  /** The kinds that an evaluation makes streams of; few for a short one. */
  static List<Anomaly> kinds(boolean fast) {
    return fast ? List.of(Anomaly.LEVEL) : List.of(Anomaly.values());
  }

  /** How many lines an evaluation makes them of. */
  static int lines(boolean fast) {
    return fast ? FAST_LINES : LINES;
  }

  private List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> name()).toList();
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return name.toString();
  }

  private void next() {
    boolean deviates =
        lines.size() >= LabelledStream.WARM_UP && random.nextDouble() < share()
            || lines.size() == FIRST_ODD;
    switch (anomaly) {
      case BURST -> burst(deviates);
      case LOOP -> loop(deviates);
      case SILENCE -> {
        time += deviates ? SILENCE : 0;
        add(usual(), deviates);
      }
      case CUT -> {
        String line = usual();
        int length = line.length() * (4 + random.nextInt(4)) / 10;
        add(deviates ? line.substring(0, length) : line, deviates);
      }
      case ORDER -> order(deviates);
      default -> add(deviates ? odd() : usual(), deviates);
    }
  }

  /** Bursts and loops have many lines each. */
  private double share() {
    return anomaly == Anomaly.BURST || anomaly == Anomaly.LOOP ? SHARE / 6 : SHARE;
  }

  private void burst(boolean deviates) {
    if (!deviates) {
      add(usual(), false);
      return;
    }
    for (int i = 0; i < BURST_LINES; i++) {
      time += BURST_PAUSE - SECOND;
      add(stored("INFO", "stored", random.nextInt(900)), i > 0); // the first is like any other
    }
  }

  private void loop(boolean deviates) {
    String line = usual();
    add(line, false);
    for (int i = 0; deviates && i < LOOP_LINES; i++) {
      add(line, true);
    }
  }

  /** The second of three steps is left out. */
  private void order(boolean deviates) {
    while (deviates && step != 1) {
      add(step(), false);
    }
    step = deviates ? step + 1 : step;
    add(deviates ? step() : usual(), deviates);
  }

  /** Adds a line a second after the one before. */
  private void add(String text, boolean deviates) {
    lines.add(Instant.ofEpochMilli(time) + " " + text);
    odd.add(deviates);
    time += SECOND;
  }

  private String usual() {
    int kind = random.nextInt(10);
    if (kind < 5) {
      return request(pick(users), pick(regions), status(), bytes(), latency());
    }
    if (kind < 7) {
      return "DEBUG %s: fetched batch %d from peer %s"
          .formatted(names.get(1), random.nextInt(5000), names.get(5));
    }
    return kind < 9 ? step() : stored("INFO", "stored", random.nextInt(900));
  }

  private String odd() {
    return switch (anomaly) {
      case STATUS -> request(pick(users), pick(regions), 500, bytes(), latency());
      case LATENCY -> request(pick(users), pick(regions), status(), bytes(), 100 * latency());
      case BYTES -> request(pick(users), pick(regions), status(), 1000 * bytes(), latency());
      case NULL -> request("null", pick(regions), status(), bytes(), latency());
      case USER -> request("svcroot", pick(regions), status(), bytes(), latency());
      case REGION -> request(pick(users), "elsewhere", status(), bytes(), latency());
      case NEGATIVE -> stored("INFO", "stored", -1 - random.nextInt(900));
      case WORD -> stored("INFO", "dropped", random.nextInt(900));
      case LEVEL -> stored("ERROR", "stored", random.nextInt(900));
      default -> throw new IllegalStateException(anomaly + " is no line of its own");
    };
  }

  private String request(String user, String region, int status, int bytes, int millis) {
    return "INFO %s: request finished user=%s region=%s status=%d bytes=%d took=%dms"
        .formatted(names.get(0), user, region, status, bytes, millis);
  }

  private String stored(String level, String verb, int entry) {
    return "%s %s: %s entry %d of account %d"
        .formatted(level, names.get(2), verb, entry, random.nextInt(500));
  }

  private String step() {
    job += step == 0 ? 1 : 0;
    String line = "INFO %s: job %d %s".formatted(names.get(3), job, STEPS[step]);
    step = (step + 1) % STEPS.length;
    return line;
  }

  private int status() {
    return random.nextInt(10) < 8 ? 200 : 304;
  }

  private int bytes() {
    return 300 + random.nextInt(2000);
  }

  private int latency() {
    return 8 + random.nextInt(40);
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
