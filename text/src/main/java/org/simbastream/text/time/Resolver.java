package org.simbastream.text.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.simbastream.text.time.FoundTime.Part;

/**
 * Infers what a written time leaves out: of all times that it may mean, the one nearest to the
 * reference and not too far ahead of it.
 */
final class Resolver {

  private static final int YEARS_BACK = 8; // 29 February may be that long ago
  private static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final WrittenTime.Local time;
  private final ZoneId zone;
  private final long reference;
  private final long latest;

  private Resolver(WrittenTime.Local time, long reference, TimeRules rules) {
    this.time = time;
    this.zone = time.zone() == null ? rules.zone() : time.zone();
    this.reference = Math.min(reference, MAX_MILLIS);
    this.latest = this.reference + rules.maxAhead().toMillis();
  }

  /** The time; null if it can't be told. */
  static FoundTime resolve(Written written, long reference, TimeRules rules) {
    FoundTime found = null;
    if (written.time() instanceof WrittenTime.Moment moment) {
      found = new FoundTime(moment.millis(), written.text(), Set.of(), DateOrder.NEAREST, false);
    } else if (written.time() instanceof WrittenTime.Local local) {
      found = new Resolver(local, reference, rules).resolve(written.text(), rules.order());
    }
    return found == null || found.millis() < 1 || found.millis() > MAX_MILLIS ? null : found;
  }

  private FoundTime resolve(String text, DateOrder order) {
    List<Candidate> candidates = candidates(order);
    boolean isCertain = candidates.size() == 1;
    Candidate best = null;
    for (Candidate candidate : candidates) {
      boolean isPossible = isCertain || reference > 0 && candidate.millis() <= latest;
      if (isPossible && (best == null || distance(candidate) < distance(best))) {
        best = candidate;
      }
    }
    return best == null
        ? null
        : new FoundTime(best.millis(), text, leftOut(), best.order(), time.dates().size() > 1);
  }

  private long distance(Candidate candidate) {
    return Math.abs(candidate.millis() - reference);
  }

  private Set<Part> leftOut() {
    EnumSet<Part> parts = EnumSet.noneOf(Part.class);
    if (time.zone() == null) {
      parts.add(Part.ZONE);
    }
    if (time.dates().isEmpty()) {
      parts.add(Part.DATE);
    } else if (!time.dates().get(0).hasYear()) {
      parts.add(Part.YEAR);
    }
    return parts;
  }

  private List<Candidate> candidates(DateOrder order) {
    List<Candidate> candidates = new ArrayList<>();
    if (time.dates().isEmpty()) {
      addDaysAroundReference(candidates);
    }
    boolean hasOrder = time.dates().stream().anyMatch(date -> date.order() == order);
    for (WrittenDate date : time.dates()) {
      if (order != DateOrder.NEAREST && hasOrder && date.order() != order) {
        continue;
      }
      if (date.hasYear()) {
        candidates.add(new Candidate(millis(date.in(date.year())), date.order()));
      } else if (hasOrder || date.order() != DateOrder.DAY_FIRST || time.dates().size() == 1) {
        addYearsAroundReference(date, candidates); // 11-12 without a year: month first
      }
    }
    return candidates;
  }

  private void addDaysAroundReference(List<Candidate> candidates) {
    if (reference > 0) {
      LocalDate day = Instant.ofEpochMilli(reference).atZone(zone).toLocalDate();
      for (int days = -1; days <= 1; days++) {
        candidates.add(new Candidate(millis(day.plusDays(days)), DateOrder.NEAREST));
      }
    }
  }

  private void addYearsAroundReference(WrittenDate date, List<Candidate> candidates) {
    if (reference > 0) {
      int year = Instant.ofEpochMilli(reference).atZone(zone).getYear();
      for (int y = year + 1; y >= year - YEARS_BACK; y--) {
        LocalDate day = date.in(y);
        if (day != null) {
          candidates.add(new Candidate(millis(day), date.order()));
        }
      }
    }
  }

  private long millis(LocalDate day) {
    long nanosPerSecond = 1_000_000_000L;
    long seconds = time.nanoOfDay() / nanosPerSecond;
    return day.atStartOfDay().plusSeconds(seconds).atZone(zone).toInstant().toEpochMilli()
        + time.nanoOfDay() % nanosPerSecond / 1_000_000;
  }

  private record Candidate(long millis, DateOrder order) {}
}
