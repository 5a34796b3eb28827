package org.simbastream.formats.decode;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the records of a task are taken for, once for each kind. */
final class PresetNotices {

  private static final Logger LOG = LoggerFactory.getLogger(PresetNotices.class);

  private final Set<String> told = new HashSet<>();

  /**
   * A record is taken for one of that kind.
   *
   * @param kind the preset, or a word for what is of none
   */
  void taken(String kind) {
    if (told.add(kind)) {
      LOG.info(
          "simba.record.preset is auto: this task takes {} for {}",
          told.size() == 1 ? "its first record" : "other records",
          kind);
    }
  }
}
