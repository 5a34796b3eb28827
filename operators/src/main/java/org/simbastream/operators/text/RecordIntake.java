package org.simbastream.operators.text;

import java.util.Optional;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Rejection;

/**
 * Decides for every record whether it is read, empty or rejected, and tokenizes it: the single
 * implementation for the job, for SQL and for files.
 */
@PublicApi
public final class RecordIntake implements AutoCloseable {

  private final Reading reading;

  /** How the records come: as text or as tokens. */
  private interface Reading extends AutoCloseable {

    Intake take(IncomingRecord record);

    @Override
    void close();
  }

  private RecordIntake(Reading reading) {
    this.reading = reading;
  }

  /**
   * For records of text; the caller closes it.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   * @param maxTokens the greatest number of tokens read of one record
   * @throws CheckpointException if the model has no tokenizer, or none that can be used
   */
  public static RecordIntake ofText(String model, int maxTokens) {
    return ofText(RecordTokenizer.open(model, maxTokens));
  }

  /**
   * For records of text.
   *
   * @param tokenizer closed with this
   */
  public static RecordIntake ofText(RecordTokenizer tokenizer) {
    return new RecordIntake(new OfText(tokenizer));
  }

  /**
   * For records of tokens, of a model that may have no tokenizer; the caller closes it.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   * @param maxTokens the greatest number of tokens of one record
   * @throws CheckpointException if the model can't be used
   */
  public static RecordIntake ofTokens(String model, int maxTokens) {
    return new RecordIntake(new OfTokens(GivenTokens.open(model, maxTokens)));
  }

  /** Takes a record in; throws for no record. */
  public Intake take(IncomingRecord record) {
    return record.rejection() != null ? rejected(record, record.rejection()) : reading.take(record);
  }

  @Override
  public void close() {
    reading.close();
  }

  private static Intake rejected(IncomingRecord record, Rejection rejection) {
    return new Intake.Rejected(
        new DeadLetter(
            record.key(), record.position(), record.time(), rejection.replayed(record.replays())));
  }

  private record OfText(RecordTokenizer tokenizer) implements Reading {

    @Override
    public Intake take(IncomingRecord record) {
      if (record.text().isEmpty()) {
        return Intake.Empty.INSTANCE;
      }
      try {
        return new Intake.Tokenized(tokenizer.tokenize(record));
      } catch (RuntimeException e) {
        return rejected(record, record.refusedByTokenizer(e).rejection());
      }
    }

    @Override
    public void close() {
      tokenizer.close();
    }
  }

  private record OfTokens(GivenTokens tokens) implements Reading {

    @Override
    public Intake take(IncomingRecord record) {
      Optional<Rejection> rejection = tokens.rejection(record);
      return rejection.isPresent()
          ? rejected(record, rejection.get())
          : new Intake.Tokenized(tokens.read(record));
    }

    @Override
    public void close() {
      tokens.close();
    }
  }
}
