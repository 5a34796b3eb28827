package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.junit.jupiter.api.Test;

class ViewStateStoreTest {

  private final ViewStateStore store = new ViewStateStore();

  @Test
  void aValueIsTheOneEntryOfItsMap() throws Exception {
    MapView<Integer, String> view = new MapView<>();
    ValueState<String> value =
        store.getState(new ValueStateDescriptor<>("value", StringSerializer.INSTANCE));
    store.bind("value", view);

    assertThat(value.value()).isNull();
    value.update("first");
    value.update("second");
    assertThat(value.value()).isEqualTo("second");
    assertThat(view.getMap()).isEqualTo(Map.of(ViewStateStore.VALUE, "second"));
    value.clear();
    assertThat(value.value()).isNull();
  }

  @Test
  void aListIsAppendedReplacedAndCleared() throws Exception {
    ListView<String> view = new ListView<>();
    ListState<String> list =
        store.getListState(new ListStateDescriptor<>("list", StringSerializer.INSTANCE));
    store.bind("list", view);

    list.add("a");
    list.addAll(List.of("b", "c"));
    assertThat(list.get()).containsExactly("a", "b", "c");
    list.update(List.of("d"));
    assertThat(view.getList()).containsExactly("d");
    list.clear();
    assertThat(list.get()).isEmpty();
  }

  @Test
  void aMapIsItsView() throws Exception {
    MapView<Long, String> view = new MapView<>();
    MapState<Long, String> map =
        store.getMapState(
            new MapStateDescriptor<>("map", LongSerializer.INSTANCE, StringSerializer.INSTANCE));
    store.bind("map", view);

    assertThat(map.isEmpty()).isTrue();
    map.put(1L, "a");
    map.putAll(Map.of(2L, "b", 3L, "c"));
    map.remove(2L);
    assertThat(view.getMap()).isEqualTo(Map.of(1L, "a", 3L, "c"));
    assertThat(map.get(3L)).isEqualTo("c");
    assertThat(map.contains(2L)).isFalse();
    assertThat(map.keys()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(map.values()).containsExactlyInAnyOrder("a", "c");
    assertThat(map.entries()).hasSize(2);
    assertThat(map.iterator()).toIterable().hasSize(2);
    map.clear();
    assertThat(map.isEmpty()).isTrue();
  }

  @Test
  void aStateThatWasGotOnceFollowsTheViewsOfThePresentCall() throws Exception {
    MapView<Integer, String> ofOnePartition = new MapView<>();
    MapView<Integer, String> ofAnother = new MapView<>();
    ValueState<String> value =
        store.getState(new ValueStateDescriptor<>("value", StringSerializer.INSTANCE));

    store.bind("value", ofOnePartition);
    value.update("one");
    store.bind("value", ofAnother);
    assertThat(value.value()).isNull();
    value.update("another");
    assertThat(ofOnePartition.getMap()).containsValue("one");
  }

  @Test
  void aStateWithoutAViewSaysWhichAndOtherKindsAreRefused() {
    ValueState<String> value =
        store.getState(new ValueStateDescriptor<>("forgotten", StringSerializer.INSTANCE));
    assertThatThrownBy(value::value)
        .hasMessageContaining("read")
        .cause()
        .hasMessageContaining("'forgotten'");
    assertThatThrownBy(
            () ->
                store.getReducingState(
                    new ReducingStateDescriptor<>("sum", Long::sum, LongSerializer.INSTANCE)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("'sum'");
  }
}
