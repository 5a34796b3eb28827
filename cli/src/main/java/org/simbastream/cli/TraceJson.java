package org.simbastream.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.simbastream.model.checkpoint.HeadShape;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.recall.Expectations;
import org.simbastream.model.recall.Gate;

/** The JSON object that {@code trace} prints, written as the chunks are read. */
final class TraceJson {

  private final MambaConfiguration model;
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  TraceJson(MambaConfiguration model, int[] ids) {
    this.model = model;
    try {
      this.json = new JsonFactory().createGenerator(text);
      json.writeStartObject();
      json.writeFieldName("ids");
      json.writeArray(ids, 0, ids.length);
      json.writeArrayFieldStart("chunks");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void chunk(ChunkResult result) {
    try {
      json.writeStartObject();
      json.writeArrayFieldStart("kept");
      for (int[] kept : result.kept()) {
        json.writeArray(kept, 0, kept.length);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("impact");
      for (float[] impact : result.impact()) {
        floats(impact, 0, impact.length, 1);
      }
      json.writeEndArray();
      if (result.expectations() != null) {
        gate(result.expectations(), result.depth().length);
      }
      json.writeFieldName("lastLogits");
      floats(result.lastLogits(), 0, result.lastLogits().length, 1);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a reader's gate expected before each token of a chunk, and which of them it skipped. */
  private void gate(Expectations expectations, int tokens) throws IOException {
    json.writeObjectFieldStart("gate");
    json.writeArrayFieldStart("skipped");
    for (int place = 0, read = 0; place < tokens; place++) {
      if (read < expectations.read().length && expectations.read()[read] == place) {
        read++;
      } else {
        json.writeNumber(place);
      }
    }
    json.writeEndArray();
    json.writeFieldName("expected");
    json.writeArray(expectations.sure(), 0, tokens);
    json.writeArrayFieldStart("trust");
    for (int place = 0; place < tokens; place++) {
      json.writeNumber((float) expectations.sureTrust(place));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("candidates");
    for (int place = 0; place < tokens; place++) {
      json.writeArray(expectations.candidates(), place * Gate.SOURCES, Gate.SOURCES);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Ends the object; with a state if {@code memory} is not null. */
  String finish(double workRatio, StreamMemory memory) {
    try {
      json.writeEndArray();
      json.writeNumberField("workRatio", workRatio);
      if (memory != null) {
        state(memory);
      }
      json.writeEndObject();
      json.close();
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void state(StreamMemory memory) throws IOException {
    json.writeArrayFieldStart("conv");
    for (int layer = 0; layer < model.layers(); layer++) {
      json.writeStartArray();
      for (int row = 0; row < model.dConv() - 1; row++) {
        int channels = model.convChannels();
        floats(state(memory, layer).conv(), row * channels, channels, 1);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("ssm");
    for (int layer = 0; layer < model.layers(); layer++) {
      json.writeStartArray();
      for (int channel = 0; channel < model.dInner(); channel++) {
        // channels lie side by side, in Mamba-2 those of a head
        int together = model.heads().map(HeadShape::headDim).orElse(model.dInner());
        int at = channel / together * together * model.dState() + channel % together;
        floats(state(memory, layer).ssm(), at, model.dState(), together);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private LayerState state(StreamMemory memory, int layer) {
    LayerState state = memory.layer(layer);
    return state == null ? LayerState.zero(model) : state;
  }

  private void floats(float[] values, int at, int count, int stride) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < count; i++) {
      json.writeNumber(values[at + i * stride]);
    }
    json.writeEndArray();
  }
}
