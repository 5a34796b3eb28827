package org.simbastream.job.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Deviation;
import org.simbastream.records.Highlight;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;

class JsonWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonWriter<ScoredRecord> scored = JsonWriter.scoredRecords(PositionFields.KAFKA);
  private final JsonWriter<WindowSummary> summaries = JsonWriter.summaries(PositionFields.KAFKA);

  private static final String WHY =
      "'why':[{'kind':'value','from':0,'to':1,'nats':6.12,'expected':'200'},{'kind':'pause','nats':4.0}]"
          .replace('\'', '"');

  @Test
  void writesScoredRecords() {
    assertThat(scored.toJson(OutputExamples.scored("a \"b\"\n", 1.5)))
        .isEqualTo(
            "{'key':'host-a','topic':'logs','partition':3,'offset':42,'time':1234,'text':'a #b#$',"
                    .replace('\'', '"')
                    .replace("#", "\\\"")
                    .replace("$", "\\n")
                + "\"score\":1.5,"
                + WHY
                + ",\"pattern\":{\"id\":\"0000000000000f00\",\"text\":\"disk <*>"
                + " full\",\"new\":true},\"windowStart\":0,\"windowEnd\":60000"
                + ",\"depthMean\":2.5,\"depthMax\":6,\"tokens\":17,"
                + "\"late\":false,\"truncated\":true}");
  }

  @Test
  void writesTheRemainingRecordsOfAWindowWithoutAPattern() {
    assertThat(JsonWriter.windowPatterns().toJson(OutputExamples.otherPatterns()))
        .isEqualTo(
            "{'key':'host-a','windowStart':60000,'windowEnd':120000,'records':100,'id':'other',"
                    .replace('\'', '"')
                + "\"count\":88,\"change\":\"none\"}");
  }

  @Test
  void writesSummaries() {
    assertThat(summaries.toJson(OutputExamples.summary("grüß 😀")))
        .isEqualTo(
            ("{'key':'host-a','windowStart':60000,'windowEnd':120000,'records':100,'tokens':2000,"
                    + "'workRatio':0.5,'keepLast':0.1,'model':'small@f00','gist':['said grüß 😀'],"
                    + "'text':'written grüß 😀','highlights':["
                    + "{'text':'grüß 😀','score':3.5,"
                    + WHY
                    + ",'count':12,'time':61000,"
                    + "'topic':'logs','partition':3,'offset':42}],'newPatterns':['grüß 😀']}")
                .replace('\'', '"'));
  }

  @Test
  void writesSilences() {
    assertThat(summaries.toJson(OutputExamples.silence()))
        .isEqualTo(
            ("{'key':'host-a','windowStart':240000,'windowEnd':300000,'records':0,'tokens':0,"
                    + "'workRatio':1.0,'keepLast':0.1,'model':'small@f00','gist':[],"
                    + "'highlights':[],'newPatterns':[],"
                    + "'silence':{'since':180000,'windows':2,'score':4.25}}")
                .replace('\'', '"'));
  }

  @Test
  void writesDeadLetters() {
    assertThat(
            JsonWriter.deadLetters(PositionFields.KAFKA, "1.2.3")
                .toJson(OutputExamples.deadLetter()))
        .isEqualTo(
            ("{'key':'logs-3','topic':'logs','partition':3,'offset':42,'time':1234,"
                    + "'reason':'INVALID_UTF8','message':'Not UTF-8.','length':2,"
                    + "'bytes':'Yf8=','kafkaKey':'a/4=','complete':true,'replays':0,"
                    + "'version':'1.2.3'}")
                .replace('\'', '"'));
  }

  @Test
  void writesWorkCountsWithTheRatioOfAllLayers() {
    assertThat(JsonWriter.workCounts().toJson(OutputExamples.work(100, 100, 50)))
        .isEqualTo(
            ("{'key':'host-a','windowStart':60000,'windowEnd':120000,'tokens':100,"
                    + "'tokensByLayer':[100,50],'workRatio':0.75,"
                    + "'scoringRatio':0.01,'readoutRatio':0.25}")
                .replace('\'', '"'));
  }

  @Test
  void writesTheLineInsteadOfThePositionInKafka() throws Exception {
    JsonNode record =
        JSON.readTree(
            JsonWriter.scoredRecords(PositionFields.LINE).toBytes(OutputExamples.scored("x", 1)));
    JsonNode highlight =
        JSON.readTree(
                JsonWriter.summaries(PositionFields.LINE).toBytes(OutputExamples.summary("x")))
            .get("highlights")
            .get(0);
    assertThat(record.has("key") || record.has("time") || record.has("late")).isFalse();
    for (JsonNode node : new JsonNode[] {record, highlight}) {
      assertThat(node.get("line").longValue()).isEqualTo(42);
      assertThat(node.has("topic") || node.has("partition") || node.has("offset")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void writesNullForWhatIsNoNumber(double score) throws Exception {
    String json = scored.toJson(OutputExamples.scored("x", score));
    assertThat(json).contains("\"score\":null,").doesNotContain("NaN", "Infinity");
    assertThat(JsonWriter.workCounts().toJson(OutputExamples.work(0, 0, 0)))
        .contains("\"workRatio\":null,");
  }

  @Test
  void writesUnpairedSurrogatesAsReplacementCharacters() throws Exception {
    byte[] json = scored.toBytes(OutputExamples.scored("a\uD83D", 1));
    assertThat(JSON.readTree(json).get("text").textValue()).isEqualTo("a\uFFFD");
  }

  @Test
  void tellsNoReasonThatLiesInAPartOfTheTextThatIsCut() throws Exception {
    List<Deviation> why = List.of(new Deviation(Deviation.Kind.VALUE, 90_000, 90_002, 3, ""));
    ScoredRecord record =
        new ScoredRecord(
            "k", OutputExamples.POSITION, 1, "x".repeat(100_000), 5, 1, 1, 1, false, false, why);
    assertThat(JSON.readTree(scored.toBytes(record)).has("why")).isTrue();
    assertThat(JSON.readTree(scored.toBytes(record, 20_000).bytes()).has("why")).isFalse();
  }

  @Test
  void leavesTextsWholeThatFit() throws Exception {
    String text = "x".repeat(1_000_000);
    byte[] json = scored.toBytes(OutputExamples.scored(text, 1));
    assertThat(JSON.readTree(json).get("text").textValue()).isEqualTo(text);
    JsonWriter.Written exactly = scored.toBytes(OutputExamples.scored(text, 1), json.length);
    assertThat(exactly.bytes()).isEqualTo(json);
    assertThat(exactly.cut()).isFalse();
  }

  @Test
  void cutsTextsUntilTheObjectFits() throws Exception {
    String faces = "\uD83D\uDE00".repeat(40_000);
    for (int limit : new int[] {1_000, 20_000, 100_001}) {
      byte[] json = summaries.toBytes(OutputExamples.summary("x" + faces), limit).bytes();
      assertThat(json).hasSizeLessThanOrEqualTo(limit);
      String text = JSON.readTree(json).get("highlights").get(0).get("text").textValue();
      assertThat(text).startsWith("x\uD83D\uDE00").endsWith("\uDE00…").doesNotContain("\uFFFD");
      assertThat(JSON.readTree(json).get("newPatterns").get(0).textValue()).isEqualTo(text);
      assertThat(JSON.readTree(json).get("cut").booleanValue()).isTrue();
    }
  }

  @Test
  void cutsListsAndNamesWhereCuttingTextsIsNotEnough() throws Exception {
    List<Highlight> many =
        Collections.nCopies(1000, new Highlight("x", 1, 1, 1, OutputExamples.POSITION, List.of()));
    WindowSummary summary =
        new WindowSummary(
            "k".repeat(4096), 0, 1, 1, 1, 1, 1, "m", List.of(), "", many, List.of("y"), null);
    JsonNode tenth = JSON.readTree(summaries.toBytes(summary, 20_000).bytes());
    assertThat(tenth.get("highlights").size()).isBetween(50, 200);
    assertThat(tenth.get("key").textValue()).hasSize(4096);
    JsonWriter.Written least = summaries.toBytes(summary, 1_000);
    assertThat(least.bytes()).hasSizeLessThanOrEqualTo(1_000);
    assertThat(JSON.readTree(least.bytes()).get("highlights")).isEmpty();
    assertThat(JSON.readTree(least.bytes()).get("key").textValue()).matches("k{32,}…");
    assertThat(least.cut()).isTrue();
  }

  @Test
  void aDeadLetterThatWasCutIsNotTheWholeRecord() throws Exception {
    JsonWriter<DeadLetter> letters = JsonWriter.deadLetters(PositionFields.KAFKA, "1");
    Rejection rejection =
        Rejection.ofRecord(
            RejectionReason.MALFORMED_JSON, "no JSON", null, new byte[Rejection.MAX_HEAD_BYTES]);
    DeadLetter letter = new DeadLetter("logs-3", OutputExamples.POSITION, 1, rejection);
    assertThat(JSON.readTree(letters.toBytes(letter)).get("complete").booleanValue()).isTrue();
    JsonNode cut = JSON.readTree(letters.toBytes(letter, 2_000).bytes());
    assertThat(cut.get("complete").booleanValue()).isFalse();
    assertThat(cut.get("length").intValue()).isEqualTo(Rejection.MAX_HEAD_BYTES);
    assertThat(cut.get("bytes").binaryValue().length).isBetween(500, 1_500);
  }
}
