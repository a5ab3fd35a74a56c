package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(SpecArbitraries.class)
class SpecRoundTripTest {
    private static final Path ELSEWHERE = Path.of("/elsewhere");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldReadWhatItWrites(@ForAll TrainingSpec specification) throws Exception {
        String text = SpecWriter.toText(specification);

        assertThat(SpecReader.withoutFiles().read("spec.json", text, ELSEWHERE, List.of()))
                .isEqualTo(specification);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void shouldReadWhatItWritesAlsoAsYaml(@ForAll TrainingSpec specification) throws Exception {
        String text = SpecWriter.toText(specification);

        assertThat(SpecReader.withoutFiles().read("spec.yaml", text, ELSEWHERE, List.of()))
                .isEqualTo(specification);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void shouldReadWhatItWritesAlsoFromAProgram(@ForAll TrainingSpec specification) throws Exception {
        Map<String, Object> values =
                new ObjectMapper().convertValue(SpecWriter.toJson(specification), new TypeReference<>() {});

        assertThat(SpecReader.withoutFiles().read(List.of(SpecOverride.step(values)), ELSEWHERE))
                .isEqualTo(specification);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void shouldWriteWhatItsOwnSchemaAccepts(@ForAll TrainingSpec specification) {
        JsonNode json = SpecWriter.toJson(specification);

        assertThat(SpecSchemaTest.violations(json)).isEmpty();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void shouldFindNoChangeInTheSame(@ForAll TrainingSpec specification) {
        assertThat(SpecChanges.between(specification, specification)).isEmpty();
    }
}
