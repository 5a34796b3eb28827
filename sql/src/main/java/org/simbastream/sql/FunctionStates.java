package org.simbastream.sql;

import java.time.Duration;
import java.util.LinkedHashMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.StateTypeStrategy;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.operators.serialization.KeyHistorySerializer;
import org.simbastream.operators.serialization.OpenChunkSerializer;
import org.simbastream.operators.serialization.PatternCountSerializer;
import org.simbastream.operators.serialization.PendingRecordSerializer;
import org.simbastream.operators.serialization.RecentRecordsSerializer;
import org.simbastream.operators.serialization.WindowContentSerializer;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.RecentRecords;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.StateNames;
import org.simbastream.state.serialization.LayerStateSerializer;
import org.simbastream.state.serialization.RecallStateSerializer;
import org.simbastream.state.serialization.StreamStateSerializer;
import org.simbastream.state.stream.StreamState;

/**
 * The keyed state that the functions declare: the operator's state, under the same names (with
 * underscores, as in SQL) and by the same serializers, and the key's timers. They are in the order
 * of {@code eval}'s arguments; a savepoint depends on names and types, not on this order.
 */
final class FunctionStates {

  /** A map from the purpose of a timer to its time. */
  static final String TIMERS = "simba-timers";

  private FunctionStates() {}

  /** Each state's type. None expires by Flink's TTL: a stream's states are only valid together. */
  static LinkedHashMap<String, StateTypeStrategy> declared() {
    LinkedHashMap<String, StateTypeStrategy> states = new LinkedHashMap<>();
    put(
        states,
        StateNames.LAYERS,
        map(DataTypes.INT(), raw(LayerState.class, LayerStateSerializer.INSTANCE)));
    put(states, StateNames.STREAM, value(raw(StreamState.class, StreamStateSerializer.INSTANCE)));
    put(states, StateNames.RECALL, value(raw(RecallState.class, RecallStateSerializer.INSTANCE)));
    put(
        states,
        StateNames.PENDING,
        ListView.newListViewDataType(raw(PendingRecord.class, PendingRecordSerializer.INSTANCE)));
    put(states, StateNames.OPEN_CHUNK, value(raw(OpenChunk.class, OpenChunkSerializer.INSTANCE)));
    put(
        states,
        StateNames.RECENT,
        value(raw(RecentRecords.class, RecentRecordsSerializer.INSTANCE)));
    put(
        states,
        StateNames.WINDOWS,
        map(DataTypes.BIGINT(), raw(WindowContent.class, WindowContentSerializer.INSTANCE)));
    put(states, StateNames.TOLD, value(DataTypes.BIGINT()));
    put(
        states,
        StateNames.PATTERNS,
        map(DataTypes.BIGINT(), raw(PatternCount.class, PatternCountSerializer.INSTANCE)));
    put(states, StateNames.HISTORY, value(raw(KeyHistory.class, KeyHistorySerializer.INSTANCE)));
    put(states, StateNames.MODEL, value(DataTypes.STRING()));
    put(states, TIMERS, map(DataTypes.STRING(), DataTypes.BIGINT()));
    return states;
  }

  private static void put(
      LinkedHashMap<String, StateTypeStrategy> states, String name, DataType type) {
    states.put(
        name.replace('-', '_'), StateTypeStrategy.of(TypeStrategies.explicit(type), Duration.ZERO));
  }

  private static <T> DataType raw(Class<T> type, TypeSerializer<T> serializer) {
    return DataTypes.RAW(type, serializer);
  }

  private static DataType value(DataType type) {
    return map(DataTypes.INT(), type);
  }

  private static DataType map(DataType key, DataType value) {
    return MapView.newMapViewDataType(key.notNull(), value);
  }
}
