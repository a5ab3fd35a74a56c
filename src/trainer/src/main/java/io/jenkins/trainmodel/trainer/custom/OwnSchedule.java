package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Schedule;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.trainer.optimizer.Following;
import java.util.Base64;
import java.util.Map;

/** A schedule of a user's own. */
final class OwnSchedule implements Following {
    private static final String PART = "part";
    private static final String SAVED = "saved";

    private final Guard<Schedule> part;
    private final String name;

    private OwnSchedule(Guard<Schedule> part, String name) {
        this.part = part;
        this.name = name;
    }

    /** @param saved what {@link #state} gave before; of another schedule: nothing is taken of it */
    static OwnSchedule of(OwnParts parts, PartSpec spec, Map<String, String> saved) {
        Guard<Schedule> part = parts.create(PartKind.SCHEDULE, spec);
        if (spec.name().equals(saved.get(PART))) {
            part.restore(Base64.getDecoder().decode(saved.get(SAVED)));
        }
        return new OwnSchedule(part, spec.name());
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        double factor = part.call("factor", callee -> callee.factor(step, stepsPerEpoch));
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw part.wrong(
                    "factor",
                    "it gives the factor " + factor + " for step " + step + "; it must be finite and at least 0");
        }
        return factor;
    }

    @Override
    public void observe(Observation epoch) {
        part.run("observe", callee -> callee.observe(RunningRules.moment(epoch)));
    }

    @Override
    public Map<String, String> state() {
        return Map.of(PART, name, SAVED, Base64.getEncoder().encodeToString(part.save()));
    }
}
