package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SpecSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(SpecSchema.toJson());

    /** What the schema finds wrong. */
    static List<String> violations(JsonNode specification) {
        return SCHEMA.validate(specification).stream().map(Object::toString).toList();
    }

    private static List<String> violations(String yaml) {
        // Editors read YAML with the types that a plain loader gives.
        Object values = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return violations(new ObjectMapper().valueToTree(values));
    }

    @Test
    void shouldBeAValidSchema() {
        Schema metaSchema = REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(metaSchema.validate(SpecSchema.toJson())).isEmpty();
    }

    @Test
    void shouldAcceptEveryExample() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("../../docs/examples"))) {
            List<Path> examples =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();

            assertThat(examples)
                    .isNotEmpty()
                    .allSatisfy(example ->
                            assertThat(violations(Files.readString(example))).isEmpty());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.jenkins.trainmodel.spec.WrittenRules#rules")
    void shouldAcceptEveryRuleAndShorthand(String rule) {
        assertThat(violations(
                        SpecTexts.withRules("- " + rule.replace("1e-3", "0.001").replace("1e3", "1000"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seeds: 1",
                "seed: [1]",
                "name: 5",
                "training: {batchSize: 0}",
                "training: {batchSize: 1.5}",
                "training: {optimizer: adagrad}",
                "training: {optimizer: {type: adam, momentum: 0.5}}",
                "training: {optimizer: {momentum: 0.5}}",
                "training: {schedule: {type: step}}",
                "training: {metrics: [acuracy]}",
                "training: {precision: float16}",
                "training: {classWeights: [1, -1]}",
                "checkpoint: {keep: 0}",
                "reporting: {telemetryEvery: 5 seconds}",
                "reporting: {telemetryEvery: ''}",
                "device: tpu",
                "device: {type: cpu, threads: many}"
            })
    void shouldRefuseWhatIsWrong(String line) {
        assertThat(violations(SpecTexts.SHORT + line)).isNotEmpty();
        assertThat(SpecTexts.problems(SpecTexts.SHORT + line)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxEpochs: 0",
                "maxEpochs: {}",
                "maxEpoch: 5",
                "{maxEpochs: 1, maxSteps: 2}",
                "target: {metric: train/loss}",
                "target: {metric: train/loss, atLeast: 1, atMost: 2}",
                "earlyStopping: {metric: train/loss, patience: x}",
                "maxDuration: 30",
                "allOf: []",
                "anyOf: [{allOf: [{maxEpochs: no}]}]",
                "score: {weights: {}, atLeast: 1}",
                "{maxEpochs: 1, outcome: fine}"
            })
    void shouldRefuseWrongRules(String rule) {
        assertThat(violations(SpecTexts.withRules("- " + rule))).isNotEmpty();
        assertThat(SpecTexts.problems(SpecTexts.withRules("- " + rule))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {type: csv, path: a.csv, label: y, columns: {a: category, b: ~}}",
                "data: {type: csv, path: a.csv, label: y, columns: ~}",
                "data: {type: table, files: {t: a.csv, u: null}, query: select * from t, label: y}",
                "data: {type: custom, part: mine, options: {path: a, width: ~, deep: {a: null, b: [1, x]}}}",
                "training: {gradientClip: ~}"
            })
    void shouldAcceptWhatIsTakenBackByNull(String line) {
        assertThat(violations(with(line))).isEmpty();
        assertThat(SpecTexts.problems(with(line))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {type: csv, path: a.csv, label: y, columns: {a: ~, b: ~}}",
                "data: {type: csv, path: a.csv, label: ~}",
                "data: {type: custom, part: mine, options: {list: [1, ~]}}",
                "data: {type: custom, part: mine, options: ~}",
                "training: {batchSize: ~}",
                "seed: ~"
            })
    void shouldRefuseNullWhereNothingCanBeTakenBack(String line) {
        assertThat(violations(with(line))).isNotEmpty();
        assertThat(SpecTexts.problems(with(line))).isNotEmpty();
    }

    /** The shortest specification with other data, or with a line more. */
    private static String with(String line) {
        return line.startsWith("data: ") ? SpecTexts.SHORT.replaceFirst("data: .*", line) : SpecTexts.SHORT + line;
    }

    @Test
    void shouldDemandDataModelAndRules() {
        assertThat(violations("name: a")).hasSize(3);
        assertThat(violations(SpecTexts.withRules("[]"))).isNotEmpty();
    }
}
