package io.jenkins.trainmodel.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The data of a run beside its reference's. */
class DataDriftTest {
    private static ColumnProfile column(String name, ColumnKind kind) {
        return new ColumnProfile(name, kind, List.of(), List.of(), List.of(10L), 0);
    }

    private static ColumnDrift drift(String name, double index) {
        return new ColumnDrift(
                name,
                ColumnKind.NUMBER,
                index,
                0.01,
                List.of(new ColumnDrift.Bin(ColumnDrift.Bin.Kind.VALUES, "1", 1, 0)));
    }

    private static DataDrift of(DataProfile before, Map<String, ColumnKind> kinds, List<ColumnDrift> columns) {
        return DataDrift.of(
                "nightly", before, 100, schema(kinds, Optional.empty()), columns, Optional.empty(), Set.of("calm"));
    }

    private static DataSchema schema(Map<String, ColumnKind> kinds, Optional<DataSchema.Label> label) {
        return new DataSchema(kinds, true, label);
    }

    /** Of data with one feature beside what is predicted, where the reference predicted a class called {@code kind}. */
    private static SchemaDifference besideKind(Optional<DataSchema.Label> label) {
        DataProfile before = DataProfile.of(
                50, List.of(column("age", ColumnKind.NUMBER)), 1, Optional.of(column("kind", ColumnKind.CATEGORY)));
        return DataDrift.of(
                        "nightly",
                        before,
                        100,
                        schema(kinds("age", ColumnKind.NUMBER), label),
                        List.of(),
                        Optional.empty(),
                        Set.of())
                .schema();
    }

    private static Map<String, ColumnKind> kinds(Object... namesAndKinds) {
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        for (int at = 0; at < namesAndKinds.length; at += 2) {
            kinds.put((String) namesAndKinds[at], (ColumnKind) namesAndKinds[at + 1]);
        }
        return kinds;
    }

    @Test
    void shouldNameColumnsThatCameWentOrHoldSomethingElse() {
        DataProfile before = DataProfile.of(
                50,
                List.of(
                        column("age", ColumnKind.NUMBER),
                        column("city", ColumnKind.NUMBER),
                        column("zip", ColumnKind.NUMBER)),
                3,
                Optional.empty());

        DataDrift drift = of(
                before,
                kinds("age", ColumnKind.NUMBER, "city", ColumnKind.CATEGORY, "income", ColumnKind.NUMBER),
                List.of());

        assertThat(drift.schema().added()).containsExactly("income");
        assertThat(drift.schema().gone()).containsExactly("zip");
        assertThat(drift.schema().changed())
                .containsExactly(new SchemaDifference.KindChange("city", ColumnKind.NUMBER, ColumnKind.CATEGORY));
        assertThat(DriftSentences.schema(drift))
                .contains(
                        "the columns are not those of the data of nightly: 1 new, 1 gone, 1 of another kind: income, zip,"
                                + " city");
    }

    /** What is predicted is a column as others are. */
    @Test
    void shouldNameALabelOfAnotherNameOrKind() {
        assertThat(besideKind(Optional.of(new DataSchema.Label("kind", ColumnKind.CATEGORY)))
                        .isEmpty())
                .isTrue();
        assertThat(besideKind(Optional.of(new DataSchema.Label("kind", ColumnKind.NUMBER))))
                .isEqualTo(new SchemaDifference(
                        List.of(),
                        0,
                        List.of(),
                        0,
                        List.of(new SchemaDifference.KindChange("kind", ColumnKind.CATEGORY, ColumnKind.NUMBER)),
                        1));
        assertThat(besideKind(Optional.of(new DataSchema.Label("price", ColumnKind.NUMBER))))
                .isEqualTo(new SchemaDifference(List.of("price"), 1, List.of("kind"), 1, List.of(), 0));
        assertThat(besideKind(Optional.empty()).gone()).containsExactly("kind");
    }

    /** Of few samples an index is large by itself, and would hide what has moved. */
    @Test
    void shouldTellWhatIsRealBeforeWhatChanceExplains() {
        List<ColumnDrift> columns = List.of(
                new ColumnDrift("few", ColumnKind.NUMBER, 3, 4, List.of()), drift("small", 0.05), drift("age", 0.4));

        DataDrift drift = of(DataProfile.of(50, List.of(), 0, Optional.empty()), kinds(), columns);

        assertThat(drift.columns()).extracting(ColumnDrift::name).containsExactly("age", "small", "few");
        assertThat(DriftSentences.summary(drift)).contains("index of age,");
    }

    @Test
    void shouldCallNothingNewWhereTheReferenceDoesNotNameAllOfItsColumns() {
        DataProfile before = DataProfile.of(50, List.of(column("age", ColumnKind.NUMBER)), 3, Optional.empty());

        DataDrift drift = of(before, kinds("age", ColumnKind.NUMBER, "income", ColumnKind.NUMBER), List.of());

        assertThat(drift.schema().isEmpty()).isTrue();
    }

    @Test
    void shouldKeepTheWorstColumnsAndThoseThatAreNamed() {
        List<ColumnDrift> columns = new ArrayList<>(
                IntStream.range(0, 300).mapToObj(at -> drift("c" + at, 1 + at)).toList());
        columns.add(drift("calm", 0.001));
        DataProfile before = DataProfile.of(50, List.of(), 0, Optional.empty());

        DataDrift drift = of(before, kinds(), columns);

        assertThat(drift.columns()).hasSize(150);
        assertThat(drift.columns().get(0).name()).isEqualTo("c299");
        assertThat(drift.columns().get(149).name()).isEqualTo("calm");
        assertThat(drift.columnCount()).isEqualTo(301);
        assertThat(drift.columns().stream().filter(column -> !column.bins().isEmpty()))
                .hasSize(6);
    }

    @Test
    void shouldWarnOfWhatIsLargeAndNoChance() {
        ColumnDrift chance = new ColumnDrift("few", ColumnKind.NUMBER, 0.5, 0.6, List.of());
        DataDrift drift = DataDrift.of(
                "nightly",
                DataProfile.of(50, List.of(), 0, Optional.empty()),
                100,
                schema(Map.of(), Optional.empty()),
                List.of(drift("age", 0.4), drift("zip", 0.2), chance),
                Optional.of(drift("income", 0.3)),
                Set.of());

        assertThat(DriftSentences.warnings(drift))
                .containsExactly(
                        "columns that are distributed otherwise than in the data of nightly (population stability index"
                                + " above 0.25): age 0.4",
                        "what is predicted is distributed otherwise than in the data of nightly: population stability"
                                + " index 0.3");
    }
}
