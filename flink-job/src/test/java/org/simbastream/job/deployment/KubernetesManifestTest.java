package org.simbastream.job.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.ClusterMain;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/**
 * The manifest for the Flink Kubernetes operator is what the operator's own resource definition
 * allows, and the job that it names is one that starts.
 */
class KubernetesManifestTest {

  private static final Path MANIFEST = Path.of("../deploy/kubernetes/simba-stream.yaml");
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final YAMLMapper YAML = new YAMLMapper();

  @Test
  void deploymentHasNothingThatTheOperatorDoesNotKnow() throws IOException {
    assertThat(check(document("FlinkDeployment").get("spec"))).isEmpty();
  }

  @Test
  void misspeltFieldsAndWrongTypesAreNoticed() throws IOException {
    ObjectNode spec = document("FlinkDeployment").get("spec").deepCopy();
    ((ObjectNode) spec.get("job")).put("upgradeMod", "savepoint");
    ((ObjectNode) spec.get("job")).put("parallelism", "four");
    ((ObjectNode) spec.get("taskManager").get("resource")).put("memroy", "1g");
    assertThat(check(spec)).hasSize(3);
  }

  @Test
  void jobIsTheClustersMainClassWithAConfigurationItTakes(@TempDir Path folder) throws IOException {
    JsonNode job = document("FlinkDeployment").get("spec").get("job");
    assertThat(job.get("entryClass").textValue()).isEqualTo(ClusterMain.class.getName());
    JsonNode files = document("ConfigMap").get("data");
    assertThat(job.get("args").get(2).textValue()).isEqualTo("/opt/simba/job.yaml");
    Path file = Files.writeString(folder.resolve("job.yaml"), files.get("job.yaml").textValue());
    SimbaConfiguration configuration = SimbaConfiguration.load(file, Map.of());
    assertThat(configuration.get(SimbaOptions.INPUT_TOPICS)).isEqualTo(List.of("app-logs"));
  }

  @Test
  void flinkIsSetUpAsTheDocumentsSay() throws IOException {
    JsonNode flink = document("FlinkDeployment").get("spec").get("flinkConfiguration");
    // env.java.opts.all has what Flink itself needs of Java 17
    assertThat(flink.has("env.java.opts.all")).isFalse();
    for (String process : List.of("jobmanager", "taskmanager")) {
      assertThat(flink.get("env.java.opts." + process).textValue())
          .contains("--add-modules jdk.incubator.vector");
    }
    Configuration options = new Configuration();
    flink.properties().forEach(o -> options.setString(o.getKey(), o.getValue().textValue()));
    assertThat(options.get(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED)).isTrue();
  }

  private static Set<ValidationMessage> check(JsonNode spec) throws IOException {
    try (InputStream in = KubernetesManifestTest.class.getResourceAsStream(DEFINITION)) {
      JsonNode schema =
          YAML.readTree(in)
              .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec")
              .deepCopy();
      // the operator's versions that are published as a library know Flink up to 1.20
      ((ArrayNode) schema.at("/properties/flinkVersion/enum")).add("v2_2");
      allowNothingElse(schema);
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema).validate(spec);
    }
  }

  /** Kubernetes drops fields that it doesn't know; here they are mistakes. */
  private static void allowNothingElse(JsonNode schema) {
    if (schema.has("properties") && !schema.has("x-kubernetes-preserve-unknown-fields")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(KubernetesManifestTest::allowNothingElse);
  }

  private static JsonNode document(String kind) throws IOException {
    List<JsonNode> documents =
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(MANIFEST.toFile()).readAll();
    return documents.stream()
        .filter(document -> document.get("kind").textValue().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
