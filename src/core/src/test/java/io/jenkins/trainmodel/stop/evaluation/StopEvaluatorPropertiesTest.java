package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StopEvaluatorPropertiesTest {
    private static final JsonMapper MAPPER = BoundedJson.builder(1 << 20, 200).build();
    private static final References REFERENCES =
            (reference, metric, epoch) -> epoch % 3 == 0 ? Optional.empty() : Optional.of(1.0);

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldDecideTheSameAfterEveryCheckpoint(
            @ForAll("ruleSets") List<StopRule> rules, @ForAll("runs") List<Observation> run)
            throws JsonProcessingException {
        StopEvaluator uninterrupted = StopEvaluator.start(rules, REFERENCES);
        EvaluatorState saved = EvaluatorState.empty();

        for (Observation observation : run) {
            StopEvaluator resumed = StopEvaluator.resume(rules, reread(saved), REFERENCES);
            assertThat(resumed.observe(observation)).isEqualTo(uninterrupted.observe(observation));
            assertThat(resumed.state()).isEqualTo(uninterrupted.state());
            saved = resumed.state();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldDecideTheSameAgainForTheSameRun(
            @ForAll("ruleSets") List<StopRule> rules, @ForAll("runs") List<Observation> run) {
        assertThat(decisions(rules, run)).isEqualTo(decisions(rules, run));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldAskEveryRuleAtTheEndOfAnEpochAndWithinItThoseThatAreCheckedAtEveryStep(
            @ForAll("ruleSets") List<StopRule> rules, @ForAll("runs") List<Observation> run) {
        List<Decision> decisions = decisions(rules, run);

        for (int i = 0; i < run.size(); i++) {
            Observation moment = run.get(i);
            List<String> asked = rules.stream()
                    .filter(rule -> moment.epochEnd() || isChecked(rule, moment))
                    .map(StopRule::name)
                    .toList();
            assertThat(decisions.get(i).verdicts()).extracting(Verdict::rule).isEqualTo(asked);
        }
    }

    private static boolean isChecked(StopRule rule, Observation step) {
        return rule instanceof StopRule.MaxSteps
                || rule instanceof StopRule.MaxDuration
                || rule instanceof StopRule.FinishBy
                || rule instanceof StopRule.Diverged
                || rule instanceof StopRule.EarlyStopping early
                        && early.every() == Every.VALIDATION
                        && step.metric(early.metric()).isPresent()
                || rule.rules().stream().anyMatch(part -> isChecked(part, step));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldFireCompositesByTheirRules(
            @ForAll("ruleSets") List<StopRule> rules, @ForAll("runs") List<Observation> run) {
        List<StopRule> composites = List.of(
                new StopRule.AllOf("all", Outcome.SUCCESS, rules),
                new StopRule.AnyOf("any", Outcome.SUCCESS, rules),
                new StopRule.AtLeastOf("two", Outcome.SUCCESS, 2, rules));
        StopEvaluator alone = StopEvaluator.start(rules, REFERENCES);
        StopEvaluator together = StopEvaluator.start(composites, REFERENCES);

        for (Observation observation : run) {
            int fired = alone.observe(observation).fired().size();
            List<String> expected = new ArrayList<>();
            if (fired == rules.size()) {
                expected.add("all");
            }
            if (fired >= 1) {
                expected.add("any");
            }
            if (fired >= 2) {
                expected.add("two");
            }
            assertThat(together.observe(observation).fired())
                    .extracting(Verdict::rule)
                    .isEqualTo(expected);
        }
    }

    private static List<Decision> decisions(List<StopRule> rules, List<Observation> run) {
        StopEvaluator evaluator = StopEvaluator.start(rules, REFERENCES);
        return run.stream().map(evaluator::observe).toList();
    }

    private static EvaluatorState reread(EvaluatorState state) throws JsonProcessingException {
        return MAPPER.readValue(MAPPER.writeValueAsString(state), EvaluatorState.class);
    }

    @Provide
    Arbitrary<List<StopRule>> ruleSets() {
        return ArbitraryRuns.ruleSets();
    }

    @Provide
    Arbitrary<List<Observation>> runs() {
        return ArbitraryRuns.runs();
    }
}
