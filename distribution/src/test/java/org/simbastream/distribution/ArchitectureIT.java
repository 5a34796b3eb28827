package org.simbastream.distribution;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which room may use which: modules by the table in docs/development.md, packages by no circle. */
class ArchitectureIT {

  private static final String ROOT = "org.simbastream.";

  /** The modules that run somewhere, each with those that it may use, by their packages. */
  private static final Map<String, List<String>> MODULES = new LinkedHashMap<>();

  static {
    MODULES.put("annotation", List.of());
    MODULES.put("kernels", List.of("annotation"));
    MODULES.put("text", List.of("annotation"));
    MODULES.put("model", List.of("annotation", "kernels", "text"));
    MODULES.put("state", List.of("annotation", "model"));
    MODULES.put("records", List.of("annotation"));
    MODULES.put("scoring", List.of("annotation", "text", "records", "model", "state"));
    MODULES.put("operators", List.of("annotation", "text", "records", "model", "state", "scoring"));
    MODULES.put("formats", List.of("annotation", "text", "records"));
    MODULES.put("testbed", List.of());
    MODULES.put(
        "job",
        List.of("kernels", "text", "records", "model", "state", "scoring", "operators", "formats"));
    MODULES.put(
        "sql",
        List.of(
            "annotation",
            "text",
            "records",
            "model",
            "state",
            "scoring",
            "operators",
            "formats",
            "job"));
    MODULES.put("recordings", List.of("text", "testbed"));
    MODULES.put(
        "evaluation",
        List.of("kernels", "text", "records", "model", "state", "scoring", "operators"));
    MODULES.put(
        "benchmarks",
        List.of("kernels", "records", "model", "operators", "job", "testbed", "recordings"));
    MODULES.put("savepoints", List.of("records", "model", "state", "scoring", "operators", "job"));
    MODULES.put("dashboard", List.of("text", "records", "model", "operators", "job"));
    MODULES.put(
        "cli",
        List.of(
            "kernels",
            "text",
            "records",
            "model",
            "state",
            "scoring",
            "operators",
            "formats",
            "job",
            "testbed",
            "recordings",
            "evaluation",
            "benchmarks",
            "savepoints",
            "dashboard"));
  }

  /** Flink writes these names into savepoints and looks for the classes when it reads them. */
  private static final List<String> NAMES_IN_SAVEPOINTS =
      List.of(
          "state.serialization.LayerStateSerializerSnapshot",
          "state.serialization.RecallStateSerializerSnapshot",
          "state.serialization.StreamStateSerializerSnapshot",
          "operators.serialization.KeyHistorySerializerSnapshot",
          "operators.serialization.OpenChunkSerializerSnapshot",
          "operators.serialization.PatternCountSerializerSnapshot",
          "operators.serialization.PendingLinesSerializerSnapshot",
          "operators.serialization.PendingRecordSerializerSnapshot",
          "operators.serialization.RecentRecordsSerializerSnapshot",
          "operators.serialization.StreamAlertsSerializerSnapshot",
          "operators.serialization.TeachingSerializerSnapshot",
          "operators.serialization.UsualPatternsSerializerSnapshot",
          "operators.serialization.WindowContentSerializerSnapshot",
          "operators.serialization.WindowPatternsSerializerSnapshot");

  private static final JavaClasses CLASSES = imported();

  @Test
  void everyClassIsInAModuleOfTheTable() {
    assertThat(CLASSES.stream().map(ArchitectureIT::module).distinct())
        .containsExactlyInAnyOrderElementsOf(MODULES.keySet());
  }

  @Test
  void aModuleUsesOnlyWhatTheTableLetsItUse() {
    LayeredArchitecture modules =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String module : MODULES.keySet()) {
      modules = modules.layer(module).definedBy(ROOT + module + "..");
    }
    for (Map.Entry<String, List<String>> module : MODULES.entrySet()) {
      modules =
          module.getValue().isEmpty()
              ? modules.whereLayer(module.getKey()).mayNotAccessAnyLayer()
              : modules
                  .whereLayer(module.getKey())
                  .mayOnlyAccessLayers(module.getValue().toArray(String[]::new));
    }
    modules.check(CLASSES);
  }

  @Test
  void noPackagesUseEachOtherInACircle() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theModelKnowsNeitherFlinkNorKafkaAndTheOperatorsKnowNoKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "kernels..",
            ROOT + "text..",
            ROOT + "records..",
            ROOT + "model..",
            ROOT + "formats..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "state..", ROOT + "scoring..", ROOT + "operators..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector..")
        .check(CLASSES);
  }

  @Test
  void classesWhoseNamesStandInSavepointsStayWhereTheyAre() {
    assertThat(
            CLASSES.stream()
                .map(JavaClass::getName)
                .filter(name -> name.endsWith("SerializerSnapshot")))
        .containsExactlyInAnyOrderElementsOf(
            NAMES_IN_SAVEPOINTS.stream().map(name -> ROOT + name).toList());
  }

  @Test
  void publicTypesOfTheLibrarySayWhetherTheyAreForUsers() {
    classes()
        .that()
        .resideInAnyPackage(
            ROOT + "kernels..",
            ROOT + "text..",
            ROOT + "records..",
            ROOT + "model..",
            ROOT + "state..",
            ROOT + "scoring..",
            ROOT + "operators..",
            ROOT + "sql..")
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .and()
        .areNotAnnotations()
        .should()
        .beAnnotatedWith(ROOT + "annotation.PublicApi")
        .orShould()
        .beAnnotatedWith(ROOT + "annotation.Internal")
        .check(CLASSES);
  }

  private static String module(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", "");
  }

  private static JavaClasses imported() {
    Path repository = Path.of(System.getProperty("simba.repository"));
    return new ClassFileImporter()
        .importPaths(
            MODULES.keySet().stream()
                .map(module -> module.equals("job") ? "flink-job" : module)
                .map(module -> repository.resolve(module).resolve("target/classes"))
                .toArray(Path[]::new));
  }
}
