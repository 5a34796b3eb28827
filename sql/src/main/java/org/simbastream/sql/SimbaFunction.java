package org.simbastream.sql;

import java.util.List;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.ArgumentCount;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.InputTypeStrategy;
import org.apache.flink.table.types.inference.Signature;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.operators.keyed.KeyedReader;
import org.simbastream.operators.keyed.ReadResults;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.text.Intake;
import org.simbastream.operators.text.RecordIntake;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.RecentRecords;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.StateNames;
import org.simbastream.state.stream.StreamState;

/**
 * Reads the partitions of a table as streams, as the job does. A planned function knows its call;
 * the registered one is used only for planning.
 */
@Internal
public abstract class SimbaFunction extends ProcessTableFunction<Row>
    implements SpecializedFunction {

  private static final long serialVersionUID = 1L;

  private final FunctionCall call; // null until planned

  private transient KeyedReader reader;
  private transient RecordIntake intake;
  private transient RowReader rows;
  private transient ViewStateStore states;
  private transient FunctionTimers timers;
  private transient Counter emptyRecords;
  private transient Counter rejectedRecords;

  SimbaFunction(FunctionCall call) {
    this.call = call;
  }

  /** The same function for a call. */
  abstract SimbaFunction plannedFor(FunctionCall planned);

  /** The type of its rows. */
  abstract DataType resultType();

  /** Receives the results of the current partition, and emits rows. */
  abstract ReadResults results();

  /** The row of a record that could not be read. */
  abstract Row rejected(DeadLetter letter);

  @Override
  public UserDefinedFunction specialize(SpecializedContext context) {
    FunctionCall planned = FunctionCall.of(context.getCallContext());
    FunctionCall.checkModel(context.getCallContext());
    return plannedFor(planned);
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .staticArguments(FunctionCall.ARGUMENTS)
        .inputTypeStrategy(new CheckedArguments())
        .stateTypeStrategies(FunctionStates.declared())
        .outputTypeStrategy(TypeStrategies.explicit(resultType()))
        .build();
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    states = new ViewStateStore();
    timers = new FunctionTimers();
    rows = new RowReader(call, System::currentTimeMillis);
    reader = KeyedReader.open(call.settings(), states, timers, results(), context.getMetricGroup());
    intake =
        RecordIntake.ofText(
            call.settings().model(), call.settings().otherModel().maxRecordTokens());
    var metrics = context.getMetricGroup().addGroup(MetricNames.GROUP);
    emptyRecords = metrics.counter(MetricNames.NUM_RECORDS_EMPTY);
    rejectedRecords = metrics.counter(MetricNames.NUM_RECORDS_DEAD_LETTERED);
  }

  /** Reads a row; Flink calls it, with the states of the row's partition. */
  public void eval(
      Context context,
      MapView<Integer, LayerState> layers,
      MapView<Integer, StreamState> stream,
      MapView<Integer, RecallState> recall,
      ListView<PendingRecord> pending,
      MapView<Integer, OpenChunk> openChunk,
      MapView<Integer, RecentRecords> recent,
      MapView<Long, WindowContent> windows,
      MapView<Integer, Long> told,
      MapView<Long, PatternCount> patterns,
      MapView<Integer, KeyHistory> history,
      MapView<Integer, String> model,
      MapView<String, Long> timed,
      Row input,
      ColumnList text,
      ColumnList eventTime,
      String options,
      ColumnList position)
      throws Exception {
    bind(
        layers, stream, recall, pending, openChunk, recent, windows, told, patterns, history,
        model);
    TimeContext<Long> time = context.timeContext(Long.class);
    timers.bind(time, timed);
    read(rows.read(input, time.time()));
    timers.fireOverdue(RowReader.KEY, reader);
  }

  /** A timer of a partition fired; Flink calls it, with the partition's states. */
  public void onTimer(
      OnTimerContext context,
      MapView<Integer, LayerState> layers,
      MapView<Integer, StreamState> stream,
      MapView<Integer, RecallState> recall,
      ListView<PendingRecord> pending,
      MapView<Integer, OpenChunk> openChunk,
      MapView<Integer, RecentRecords> recent,
      MapView<Long, WindowContent> windows,
      MapView<Integer, Long> told,
      MapView<Long, PatternCount> patterns,
      MapView<Integer, KeyHistory> history,
      MapView<Integer, String> model,
      MapView<String, Long> timed)
      throws Exception {
    bind(
        layers, stream, recall, pending, openChunk, recent, windows, told, patterns, history,
        model);
    timers.bind(context.timeContext(Long.class), timed);
    timers.fire(RowReader.KEY, reader);
  }

  @Override
  public void close() {
    if (intake != null) {
      intake.close();
    }
    if (reader != null) {
      reader.close();
    }
  }

  private void read(IncomingRecord record) throws Exception {
    Intake taken = intake.take(record);
    if (taken instanceof Intake.Tokenized tokenized) {
      reader.add(tokenized.record());
    } else if (taken instanceof Intake.Rejected rejected) {
      rejectedRecords.inc();
      collect(rejected(rejected.letter()));
    } else {
      emptyRecords.inc();
    }
  }

  private void bind(
      MapView<Integer, LayerState> layers,
      MapView<Integer, StreamState> stream,
      MapView<Integer, RecallState> recall,
      ListView<PendingRecord> pending,
      MapView<Integer, OpenChunk> openChunk,
      MapView<Integer, RecentRecords> recent,
      MapView<Long, WindowContent> windows,
      MapView<Integer, Long> told,
      MapView<Long, PatternCount> patterns,
      MapView<Integer, KeyHistory> history,
      MapView<Integer, String> model) {
    states.bind(StateNames.LAYERS, layers);
    states.bind(StateNames.STREAM, stream);
    states.bind(StateNames.RECALL, recall);
    states.bind(StateNames.PENDING, pending);
    states.bind(StateNames.OPEN_CHUNK, openChunk);
    states.bind(StateNames.RECENT, recent);
    states.bind(StateNames.WINDOWS, windows);
    states.bind(StateNames.TOLD, told);
    states.bind(StateNames.PATTERNS, patterns);
    states.bind(StateNames.HISTORY, history);
    states.bind(StateNames.MODEL, model);
  }

  /** Accepts the arguments as they are; errors in them are reported when the query is planned. */
  private static final class CheckedArguments implements InputTypeStrategy {

    @Override
    public ArgumentCount getArgumentCount() {
      return InputTypeStrategies.WILDCARD.getArgumentCount();
    }

    @Override
    public Optional<List<DataType>> inferInputTypes(CallContext call, boolean throwOnFailure) {
      try {
        FunctionCall.of(call);
        return Optional.of(call.getArgumentDataTypes());
      } catch (ValidationException e) {
        if (throwOnFailure) {
          throw e;
        }
        return Optional.empty();
      }
    }

    @Override
    public List<Signature> getExpectedSignatures(FunctionDefinition definition) {
      return InputTypeStrategies.WILDCARD.getExpectedSignatures(definition);
    }
  }
}
