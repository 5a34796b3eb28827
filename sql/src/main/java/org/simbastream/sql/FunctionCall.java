package org.simbastream.sql;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.StaticArgumentTrait;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;
import org.simbastream.formats.mask.Masks;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.job.pipeline.ModelCheck;
import org.simbastream.job.pipeline.OperatorSettingsReader;
import org.simbastream.operators.settings.OperatorSettings;

/**
 * The settings of one function call, read from its arguments when the query is planned.
 *
 * @param settings how streams are read
 * @param maxBytes the longest text that is read, in bytes
 * @param maxAheadMillis how far a time may be ahead of processing time, in milliseconds
 * @param masks what of a text is masked
 * @param textColumn the index of the text's column in a row
 * @param timeColumn the index of the event time's column; {@link #ON_TIME_TELLS} if {@code on_time}
 *     names it
 * @param positionColumns the indexes of the columns of topic, partition and offset; empty if they
 *     were not named
 */
record FunctionCall(
    OperatorSettings settings,
    long maxBytes,
    long maxAheadMillis,
    Masks masks,
    int textColumn,
    int timeColumn,
    List<Integer> positionColumns)
    implements Serializable {

  /** The time comes from {@code on_time}, not from a column. */
  static final int ON_TIME_TELLS = -1;

  /** The arguments, before the two that Flink adds to them, {@code on_time} and {@code uid}. */
  static final List<StaticArgument> ARGUMENTS =
      List.of(
          StaticArgument.table(
              "input",
              Row.class,
              false,
              EnumSet.of(StaticArgumentTrait.TABLE, StaticArgumentTrait.SET_SEMANTIC_TABLE)),
          StaticArgument.scalar("text", DataTypes.DESCRIPTOR(), false),
          StaticArgument.scalar("event_time", DataTypes.DESCRIPTOR(), true),
          StaticArgument.scalar("options", DataTypes.STRING(), true),
          StaticArgument.scalar("position", DataTypes.DESCRIPTOR(), true));

  private static final int INPUT = 0;
  private static final int TEXT = 1;
  private static final int EVENT_TIME = 2;
  private static final int OPTIONS = 3;
  private static final int POSITION = 4;
  private static final int ON_TIME = 5;

  /**
   * Reads a call.
   *
   * @throws ValidationException naming the argument, its value and the remedy
   */
  static FunctionCall of(CallContext call) {
    DataType row = call.getArgumentDataTypes().get(INPUT);
    SimbaConfiguration options = options(call);
    return new FunctionCall(
        OperatorSettingsReader.read(options),
        options.get(SimbaOptions.RECORD_MAX_BYTES).getBytes(),
        options.get(SimbaOptions.TIME_MAX_AHEAD).toMillis(),
        options.masks(),
        textColumn(call, row),
        timeColumn(call, row),
        positionColumns(call, row));
  }

  /**
   * Checks that the call's model can be loaded, by the headers of its weights, and reads text.
   *
   * @throws ValidationException if it can't
   */
  static void checkModel(CallContext call) {
    try {
      ModelCheck.headers(options(call));
    } catch (InvalidConfigurationException e) {
      throw new ValidationException(e.getMessage(), e);
    }
  }

  private static SimbaConfiguration options(CallContext call) {
    if (!call.isArgumentNull(OPTIONS) && !call.isArgumentLiteral(OPTIONS)) {
      throw new ValidationException(
          "options must be a literal, such as 'simba.window.size=1 min; simba.keep.last=0.2': they"
              + " are read when the query is planned");
    }
    try {
      return FunctionOptions.read(call.getArgumentValue(OPTIONS, String.class).orElse(null));
    } catch (InvalidConfigurationException e) {
      throw new ValidationException(e.getMessage(), e);
    }
  }

  private static int timeColumn(CallContext call, DataType row) {
    List<String> own = columns(call, EVENT_TIME);
    if (call.getArgumentDataTypes().size() > ON_TIME) { // Flink shows its own while it validates
      List<String> flinks = columns(call, ON_TIME);
      if (own.size() + flinks.size() != 1) {
        throw new ValidationException(
            "event_time is %s and on_time is %s; name one column in one of them, such as event_time => DESCRIPTOR(ts)"
                .formatted(own, flinks));
      }
      checkTime(row, own.isEmpty() ? "on_time" : "event_time", own.isEmpty() ? flinks : own);
    }
    return own.isEmpty() ? ON_TIME_TELLS : column(row, "event_time", own.get(0));
  }

  private static void checkTime(DataType row, String argument, List<String> time) {
    LogicalType type = type(row, column(row, argument, time.get(0)));
    if (!type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
        || !LogicalTypeChecks.isRowtimeAttribute(type)) {
      throw new ValidationException(
          "%s is %s, a column of type %s; name a TIMESTAMP_LTZ(3) column for which the table declares a WATERMARK"
              .formatted(argument, time.get(0), type));
    }
  }

  private static int textColumn(CallContext call, DataType row) {
    List<String> text = columns(call, TEXT);
    if (text.size() != 1) {
      throw new ValidationException(
          "text is %s; name one column, such as text => DESCRIPTOR(message)".formatted(text));
    }
    return column(row, "text", text.get(0), LogicalTypeFamily.CHARACTER_STRING, "STRING");
  }

  private static List<Integer> positionColumns(CallContext call, DataType row) {
    List<String> position = columns(call, POSITION);
    if (position.isEmpty()) {
      return List.of();
    }
    if (position.size() != 3) {
      throw new ValidationException(
          "position is %s; name the columns of topic, partition and offset, in this order"
              .formatted(position));
    }
    return List.of(
        column(row, "position", position.get(0), LogicalTypeFamily.CHARACTER_STRING, "STRING"),
        column(row, "position", position.get(1), LogicalTypeFamily.INTEGER_NUMERIC, "INT"),
        column(row, "position", position.get(2), LogicalTypeFamily.INTEGER_NUMERIC, "BIGINT"));
  }

  private static List<String> columns(CallContext call, int argument) {
    return call.getArgumentValue(argument, ColumnList.class)
        .map(ColumnList::getNames)
        .orElse(List.of());
  }

  private static int column(
      DataType row, String argument, String name, LogicalTypeFamily family, String wanted) {
    int column = column(row, argument, name);
    if (!type(row, column).is(family)) {
      throw new ValidationException(
          "%s is %s, a column of type %s; name a column of type %s, or cast it in a view"
              .formatted(argument, name, type(row, column), wanted));
    }
    return column;
  }

  private static int column(DataType row, String argument, String name) {
    List<String> names = DataType.getFieldNames(row);
    int column = names.indexOf(name);
    if (column < 0) {
      throw new ValidationException(
          "%s is %s, which the table does not have; its columns are %s"
              .formatted(argument, name, String.join(", ", names)));
    }
    return column;
  }

  private static LogicalType type(DataType row, int column) {
    return DataType.getFieldDataTypes(row).get(column).getLogicalType();
  }
}
