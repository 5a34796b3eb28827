package org.simbastream.recordings.load;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts the words of one key and emits {@code word<TAB>count} for each. */
final class CountWords extends KeyedProcessFunction<String, String, String> {

  private static final long serialVersionUID = 1L;

  private final long pauseMillis;
  private transient ValueState<Long> count;

  CountWords(long pauseMillis) {
    this.pauseMillis = pauseMillis;
  }

  @Override
  public void open(OpenContext context) {
    count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(String word, Context context, Collector<String> out) throws Exception {
    if (pauseMillis > 0) {
      Thread.sleep(pauseMillis);
    }
    Long before = count.value();
    long now = before == null ? 1 : before + 1;
    count.update(now);
    out.collect(word + "\t" + now);
  }
}
