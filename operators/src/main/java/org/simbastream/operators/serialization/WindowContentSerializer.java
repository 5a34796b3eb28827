package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.scoring.summary.Candidate;
import org.simbastream.scoring.summary.PatternPhrase;
import org.simbastream.scoring.summary.TopicWords;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.serialization.VersionedSerializer;

/** One key's open window. */
@Internal
public final class WindowContentSerializer extends VersionedSerializer<WindowContent> {

  /** The one instance; it has no state. */
  public static final WindowContentSerializer INSTANCE = new WindowContentSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 3; // 1: no reasons, no variants; 2: no attributes

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(WindowContent value, DataOutputView out) throws IOException {
    out.writeLong(value.records());
    out.writeLong(value.tokens());
    Records.writeWork(value.work(), out);
    out.writeDouble(value.keepLast());
    writeCounts(value.counts(), out);
    writeCounts(value.variants(), out);
    out.writeInt(value.sayings().size());
    for (PatternPhrase saying : value.sayings()) {
      out.writeLong(saying.pattern());
      StringValue.writeString(saying.phrase(), out);
    }
    writeTopics(value.topics(), out);
    out.writeInt(value.candidates().size());
    for (Candidate candidate : value.candidates()) {
      out.writeLong(candidate.pattern());
      out.writeLong(candidate.variant());
      out.writeLong(candidate.count());
      Records.writeScored(candidate.best(), out);
    }
    out.writeInt(value.newPatterns().size());
    for (String text : value.newPatterns()) {
      StringValue.writeString(text, out);
    }
  }

  @Override
  protected WindowContent read(int version, DataInputView in) throws IOException {
    long records = in.readLong();
    long tokens = in.readLong();
    OpCounts work = Records.readWork(in);
    double keepLast = in.readDouble();
    Map<Long, Long> counts = readCounts(in);
    Map<Long, Long> variants = version > 1 ? readCounts(in) : Map.of();
    List<PatternPhrase> sayings = new ArrayList<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      sayings.add(new PatternPhrase(in.readLong(), Records.readString(in)));
    }
    TopicWords topics = readTopics(in);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      long pattern = in.readLong();
      long variant = version > 1 ? in.readLong() : pattern;
      candidates.add(
          new Candidate(pattern, variant, in.readLong(), Records.readScored(in, version)));
    }
    List<String> newPatterns = new ArrayList<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      newPatterns.add(Records.readString(in));
    }
    return new WindowContent(
        records,
        tokens,
        work,
        keepLast,
        counts,
        variants,
        List.copyOf(sayings),
        topics,
        List.copyOf(candidates),
        List.copyOf(newPatterns));
  }

  private static void writeCounts(Map<Long, Long> counts, DataOutputView out) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<Long, Long> count : counts.entrySet()) {
      out.writeLong(count.getKey());
      out.writeLong(count.getValue());
    }
  }

  private static Map<Long, Long> readCounts(DataInputView in) throws IOException {
    Map<Long, Long> counts = new HashMap<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      counts.put(in.readLong(), in.readLong());
    }
    return Map.copyOf(counts);
  }

  private static void writeTopics(TopicWords topics, DataOutputView out) throws IOException {
    out.writeInt(topics.words());
    out.writeInt(topics.records());
    out.writeBoolean(topics.repeats());
    out.writeInt(topics.uses().size());
    for (Map.Entry<String, TopicWords.Use> word : topics.uses().entrySet()) {
      StringValue.writeString(word.getKey(), out);
      out.writeInt(word.getValue().count());
      out.writeInt(word.getValue().records());
      out.writeInt(word.getValue().first());
    }
  }

  private static TopicWords readTopics(DataInputView in) throws IOException {
    int words = in.readInt();
    int records = in.readInt();
    boolean repeats = in.readBoolean();
    Map<String, TopicWords.Use> uses = new LinkedHashMap<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      uses.put(
          Records.readString(in), new TopicWords.Use(in.readInt(), in.readInt(), in.readInt()));
    }
    return new TopicWords(Collections.unmodifiableMap(uses), words, records, repeats);
  }

  @Override
  public TypeSerializerSnapshot<WindowContent> snapshotConfiguration() {
    return new WindowContentSerializerSnapshot();
  }
}
