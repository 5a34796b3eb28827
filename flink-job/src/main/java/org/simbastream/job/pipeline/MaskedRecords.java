package org.simbastream.job.pipeline;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.simbastream.formats.mask.Masker;
import org.simbastream.formats.mask.Masks;
import org.simbastream.records.IncomingRecord;

/**
 * Masks the texts of joined records: what is to be masked may stand across the pieces in which a
 * record came.
 */
final class MaskedRecords extends RichMapFunction<IncomingRecord, IncomingRecord> {

  private static final long serialVersionUID = 1L;

  private final Masks masks;
  private transient Masker masker;

  MaskedRecords(Masks masks) {
    this.masks = masks;
  }

  @Override
  public void open(OpenContext context) {
    masker = new Masker(masks);
  }

  @Override
  public IncomingRecord map(IncomingRecord record) {
    return masker.record(record);
  }
}
