package io.jenkins.trainmodel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ColumnKind;
import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.SchemaDifference;
import io.jenkins.trainmodel.gate.GateVerdict.Answer;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.stop.Outcome;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The gate that looks at the data. */
class DriftVerdictTest {
    private static final Audience CHINESE = Audience.of(Locale.CHINA, ZoneOffset.UTC);
    private static final Reference NIGHTLY = new Reference.Found(new MeasuredRun("nightly #41", Map.of()));
    private static final SchemaDifference SAME = new SchemaDifference(List.of(), 0, List.of(), 0, List.of(), 0);

    private static ColumnDrift column(String name, double index, double chance) {
        return new ColumnDrift(name, ColumnKind.NUMBER, index, chance, List.of());
    }

    private static DataDrift drift(SchemaDifference schema, ColumnDrift... columns) {
        return new DataDrift(
                "nightly #41",
                100,
                100,
                schema,
                List.of(columns),
                columns.length,
                Optional.of(column("income", 0.1, 0.01)));
    }

    private static GateVerdict verdict(Reference reference, ComparedData data, String... columns) {
        Gate gate = new Gate.Drift(0.25, List.of(columns), Outcome.FAILURE);
        GateVerdict verdict = new GateJudge(List.of(gate), reference, List.of())
                .judge(Map.of(), Challenges.NONE, data)
                .gates()
                .get(0);
        assertThat(Recorded.in(CHINESE, verdict.sentence())).isNotEqualTo(verdict.sentence());
        assertThat(Recorded.in(CHINESE, verdict.gate())).isNotEqualTo(verdict.gate());
        return verdict;
    }

    private static GateVerdict verdict(DataDrift drift, String... columns) {
        return verdict(NIGHTLY, ComparedData.found(drift), columns);
    }

    @Test
    void shouldHoldWhereNothingDiffersByMore() {
        GateVerdict verdict = verdict(drift(SAME, column("age", 0.2, 0.05), column("zip", 0.1, 0.05)));

        assertThat(verdict.held()).isTrue();
        assertThat(verdict.value()).contains(0.2);
        assertThat(verdict.bound()).contains(0.25);
        assertThat(verdict.sentence()).isEqualTo("data/drift is 0.2 (age), as wanted: data/drift at most 0.25");
    }

    @Test
    void shouldNameEveryColumnAboveTheBound() {
        GateVerdict verdict =
                verdict(drift(SAME, column("age", 0.6, 0.05), column("zip", 0.3, 0.05), column("a", 0.2, 0)));

        assertThat(verdict.answer()).isEqualTo(Answer.FAILED);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(verdict.sentence()).isEqualTo("data/drift is 0.6 (age, zip), and not at most 0.25");
    }

    @Test
    void shouldCountNothingThatChanceHasMade() {
        DataDrift few = new DataDrift("nightly #41", 9, 9, SAME, List.of(column("age", 0.6, 0.7)), 1, Optional.empty());

        assertThat(verdict(few).sentence()).isEqualTo("data/drift is 0, as wanted: data/drift at most 0.25");
    }

    @Test
    void shouldLookAtTheNamedColumnsAlone() {
        SchemaDifference other = new SchemaDifference(List.of("new"), 1, List.of(), 0, List.of(), 0);
        DataDrift drift = drift(other, column("age", 0.6, 0.05), column("zip", 0.2, 0.05));

        assertThat(verdict(drift, "zip").held()).isTrue();
        assertThat(verdict(drift, "zip").gate()).isEqualTo("data/drift at most 0.25 in zip");
        assertThat(verdict(drift, "zip", "age").sentence()).contains("(age)");
        assertThat(verdict(drift, "zip", "gone").answer()).isEqualTo(Answer.NOT_EVALUABLE);
        assertThat(verdict(drift, "income").held()).isTrue();
    }

    @Test
    void shouldNotHoldWhereTheColumnsAreOthers() {
        SchemaDifference other = new SchemaDifference(List.of("new"), 1, List.of("old"), 1, List.of(), 0);

        assertThat(verdict(drift(other, column("age", 0, 0.05))).sentence())
                .isEqualTo(
                        "the columns are not those of the data of nightly #41: 1 new, 1 gone, 0 of another kind: new,"
                                + " old");
    }

    @Test
    void shouldSayWhyItCannotTell() {
        assertThat(verdict(new Reference.First(), ComparedData.NONE).held()).isTrue();
        assertThat(verdict(new Reference.Missing("build #41 was deleted"), ComparedData.NONE)
                        .answer())
                .isEqualTo(Answer.NOT_EVALUABLE);
        assertThat(verdict(NIGHTLY, ComparedData.not("a replay reads no data")).sentence())
                .isEqualTo("the data was not compared with the reference's: a replay reads no data");
    }
}
