package io.jenkins.trainmodel.event;

import io.jenkins.trainmodel.gate.ChallengeResult;
import java.util.stream.LongStream;

/** What makes an event of known fields no event all the same: numbers that cannot be, such as a negative epoch. */
final class EventCheck {
    private EventCheck() {}

    /**
     * Looks at an event as it was read.
     *
     * @throws IllegalArgumentException if it cannot have happened; the message says why
     */
    static void require(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started started) {
            require(started.specification().isObject(), "\"specification\" is not an object");
            require(
                    LongStream.of(
                                    started.trainSamples(),
                                    started.validationSamples(),
                                    started.stepsPerEpoch(),
                                    started.parameters(),
                                    started.trained().orElse(0L))
                            .allMatch(size -> size >= 0),
                    "a size is negative");
        } else if (event instanceof TrainingEvent.Step step) {
            place(step.epoch(), step.step(), step.elapsedSeconds());
            require(step.measuredAt().orElse(0L) >= 0, "\"measuredAt\" is negative");
        } else if (event instanceof TrainingEvent.Telemetry sample) {
            place(0, 0, sample.elapsedSeconds());
        } else if (event instanceof TrainingEvent.Epoch epoch) {
            place(epoch.epoch(), epoch.step(), epoch.elapsedSeconds());
        } else if (event instanceof TrainingEvent.Resumed resumed) {
            place(resumed.epoch(), resumed.step(), resumed.elapsedSeconds());
        } else if (event instanceof Conclusion.Finished finished) {
            place(finished.epoch(), finished.step(), finished.elapsedSeconds());
            place(finished.modelEpoch().orElse(0), finished.modelStep().orElse(0L), 0);
        } else {
            requireOfRareOne(event);
        }
    }

    private static void requireOfRareOne(TrainingEvent event) {
        if (event instanceof TrainingEvent.RuleEvaluated ledger) {
            place(ledger.epoch(), ledger.step(), 0);
        } else if (event instanceof TrainingEvent.CheckpointSaved saved) {
            place(saved.epoch(), saved.step(), saved.seconds());
            require(saved.bytes() >= 0, "\"bytes\" is negative");
        } else if (event instanceof Intervention.CommandApplied command) {
            place(command.epoch(), command.step(), 0);
        } else if (event instanceof Intervention.HyperparameterChanged change) {
            place(change.epoch(), change.step(), 0);
        } else if (event instanceof Conclusion.Tested tested) {
            require(tested.result().samples() > 0, "nothing was tested");
        } else if (event instanceof Conclusion.Ending ending) {
            place(ending.epoch(), ending.step(), 0);
        } else {
            requireOfComparison(event);
        }
    }

    private static void requireOfComparison(TrainingEvent event) {
        if (event instanceof Provenance.Began began) {
            place(began.epoch().orElse(0), began.step().orElse(0L), 0);
            require(began.restored() >= 0, "\"restored\" is negative");
        } else if (event instanceof Conclusion.Challenged challenged) {
            ChallengeResult result = challenged.result();
            require(result.samples() > 0 && result.resamples() > 0, "nothing was compared");
            require(result.confidence() > 0 && result.confidence() < 1, "\"confidence\" is no probability");
        } else if (event instanceof Conclusion.Judged judged) {
            place(judged.epoch().orElse(0), judged.step().orElse(0L), 0);
            require(!judged.gates().isEmpty(), "no gate was asked");
        } else {
            requireOfIntervention(event);
        }
    }

    private static void requireOfIntervention(TrainingEvent event) {
        if (event instanceof Intervention.Held held) {
            place(held.epoch(), held.step(), 0);
        } else if (event instanceof Intervention.WentOn wentOn) {
            place(wentOn.epoch(), wentOn.step(), 0);
        } else if (event instanceof Provenance.TookOver taken) {
            place(taken.epoch().orElse(0), taken.step().orElse(0L), 0);
            require(taken.restored() >= 0, "\"restored\" is negative");
        } else if (event instanceof Provenance.Restarted from) {
            place(from.epoch(), from.step(), from.elapsedSeconds());
        } else if (event instanceof TrainingEvent.TextWritten written) {
            place(written.epoch(), written.step(), 0);
        } else if (event instanceof TrainingEvent.ImagesVaried varied) {
            require(varied.images() > 0 && varied.variants() > 0, "no image is shown");
            varied.picture().requirePng();
        } else if (event instanceof TrainingEvent.DataRead data) {
            require(
                    data.fileCount() >= 0 && data.classCount() >= 0 && data.constantCount() >= 0,
                    "a count is negative");
            require(data.duplicates().orElse(0L) >= 0, "\"duplicates\" is negative");
        } else if (event instanceof TrainingEvent.DataCompared compared) {
            require(compared.drift() != null && compared.drift().isPossible(), "\"drift\" says nothing that could be");
        } else if (event instanceof TrainingEvent.WaitingChosen chosen) {
            place(chosen.epoch(), chosen.step(), 0);
        } else if (event instanceof BottleneckFound found) {
            require(found.isPossible(), "a time, share or rate cannot have been measured");
        }
    }

    private static void place(int epoch, long step, double seconds) {
        require(epoch >= 0, "\"epoch\" is negative");
        require(step >= 0, "\"step\" is negative");
        require(seconds >= 0 && Double.isFinite(seconds), "the time is negative or not finite");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
