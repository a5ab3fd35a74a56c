package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands to others, as its events tell it.
 *
 * @param began what it is compared with, and may have begun from
 * @param challenges its model and the reference's on the same samples, one a metric
 * @param judged what the gates answered at the newest end of the run; empty while it goes on
 * @param drift its data beside the reference's
 */
public record GatesOfRun(
        Optional<Provenance.Began> began,
        List<ChallengeResult> challenges,
        Optional<Conclusion.Judged> judged,
        Optional<DataDrift> drift) {
    /** Of a run that says nothing of others. */
    public static final GatesOfRun NONE =
            new GatesOfRun(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    /** More than a specification may ask for; a log of strangers may hold any number. */
    private static final int MOST_CHALLENGES = 100;

    public GatesOfRun {
        challenges = List.copyOf(challenges);
    }

    /** Whether an event tells of nothing but what stands here. */
    static boolean tells(TrainingEvent event) {
        return event instanceof Conclusion.Challenged
                || event instanceof Conclusion.Judged
                || event instanceof TrainingEvent.DataCompared;
    }

    /** After one more event. A run that goes on is judged again. */
    GatesOfRun after(TrainingEvent event) {
        if (event instanceof Provenance.Began first) {
            return new GatesOfRun(began.or(() -> Optional.of(first)), challenges, judged, drift);
        }
        if (event instanceof TrainingEvent.Resumed) {
            return new GatesOfRun(began, List.of(), Optional.empty(), drift);
        }
        if (event instanceof Conclusion.Challenged challenged) {
            return with(challenged.result());
        }
        if (event instanceof TrainingEvent.DataCompared compared) {
            return new GatesOfRun(began, challenges, judged, Optional.of(compared.drift()));
        }
        return event instanceof Conclusion.Judged newest
                ? new GatesOfRun(began, challenges, Optional.of(newest), drift)
                : this;
    }

    private GatesOfRun with(ChallengeResult result) {
        List<ChallengeResult> all = new ArrayList<>(challenges);
        all.removeIf(before -> before.metric().equals(result.metric()));
        if (all.size() < MOST_CHALLENGES) {
            all.add(result);
        }
        return new GatesOfRun(began, all, judged, drift);
    }

    /** One verdict a gate; none before the end, and where there are no gates. */
    public List<GateVerdict> verdicts() {
        return judged.map(Conclusion.Judged::gates).orElse(List.of());
    }

    /** Whether a run with this end may be what others are compared with: a success, and every gate held. */
    public boolean accepts(Conclusion.Finished finished) {
        return finished.outcome() == Outcome.SUCCESS && new Judgement(verdicts()).held();
    }
}
