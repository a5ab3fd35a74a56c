package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Answer;
import io.jenkins.trainmodel.own.Moment;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.OwnRules;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks the stop rules on a class path. One object lives as long as what it remembers is what the rule is to remember. */
final class RunningRules implements OwnRules {
    private final OwnParts parts;
    private final Map<StopRule.Custom, Asked> asked = new HashMap<>();

    RunningRules(OwnParts parts) {
        this.parts = parts;
    }

    /** A rule's object, and what it remembers in Base64; empty: nothing yet. */
    private record Asked(Guard<io.jenkins.trainmodel.own.StopRule> part, Optional<String> saved) {}

    @Override
    public OwnRules.Judged judge(StopRule.Custom rule, Observation observation, Optional<String> saved) {
        Guard<io.jenkins.trainmodel.own.StopRule> part = Optional.ofNullable(asked.get(rule))
                .filter(known -> known.saved().equals(saved))
                .map(Asked::part)
                .orElseGet(() -> anew(rule, saved));
        Answer answer = part.call("judge", callee -> callee.judge(moment(observation)));
        if (answer == null) {
            throw part.wrong("judge", "it answers null where it is asked whether the run is to end");
        }
        String after = Base64.getEncoder().encodeToString(part.save());
        asked.put(rule, new Asked(part, Optional.of(after)));
        Optional<Double> value =
                answer.value().isPresent() ? Optional.of(answer.value().getAsDouble()) : Optional.empty();
        return new OwnRules.Judged(status(answer), value, Line.of(answer.why()), after);
    }

    private Guard<io.jenkins.trainmodel.own.StopRule> anew(StopRule.Custom rule, Optional<String> saved) {
        Guard<io.jenkins.trainmodel.own.StopRule> part = parts.create(PartKind.STOP_RULE, rule.part());
        saved.ifPresent(text -> part.restore(Base64.getDecoder().decode(text)));
        return part;
    }

    private static Verdict.Status status(Answer answer) {
        return switch (answer.kind()) {
            case STOP -> Verdict.Status.FIRED;
            case GO_ON -> Verdict.Status.HELD;
            case TOO_EARLY -> Verdict.Status.WARMING;
        };
    }

    static Moment moment(Observation observation) {
        return new Moment(observation.epoch(), observation.step(), observation.elapsedSeconds(), observation.metrics());
    }
}
