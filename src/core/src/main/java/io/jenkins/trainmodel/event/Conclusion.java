package io.jenkins.trainmodel.event;

import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told when training is over, up to the last word of the process. */
public sealed interface Conclusion extends TrainingEvent {

    /**
     * The run is ending. Comes once for each thing that is left to do, when that begins; {@link Finished} or
     * {@link Failed} follows.
     *
     * @param phase what is being done
     * @param reason why the run ends, as {@link Finished} is going to say it
     */
    record Ending(EndingPhase phase, String reason, int epoch, long step) implements Conclusion {}

    /** The model that is kept was measured on samples that neither trained nor chose it; once in a run that ends. */
    record Tested(TestResult result) implements Conclusion {}

    /** The kept model and the reference's were both measured on the validation data of this run; one event a metric. */
    record Challenged(ChallengeResult result) implements Conclusion {}

    /**
     * What the gates answered; once, in a run that has any and keeps a model or would have kept one.
     *
     * @param gates in the order of the specification
     * @param outcome the most severe one of the gates that did not hold, else success
     * @param epoch that the judged model is from, or behind which
     * @param step that the judged model is from, where the epoch behind {@code epoch} was not complete then
     */
    record Judged(List<GateVerdict> gates, Outcome outcome, Optional<Integer> epoch, Optional<Long> step)
            implements Conclusion {}

    /**
     * The model of a step within an epoch, which no event of an epoch tells of.
     *
     * @param step completed optimizer steps
     * @param metrics that it was measured to give
     */
    record Within(long step, Map<String, Double> metrics) {}

    /**
     * The last event of a run that was trained to an end.
     *
     * @param outcome the more severe one of what the rules and the gates ask for
     * @param reason for people: which rule, with its numbers; then the gates that did not hold
     * @param fired the rules that fired, the deciding one first
     * @param metrics the metrics of the last complete epoch
     * @param best as in {@link TrainingEvent.Epoch}
     * @param modelPath the model package relative to the run directory, where one was written
     * @param resumable whether the run can go on with {@code --resume}
     * @param modelEpoch the epoch that the packaged model is from, or behind which, where one was written
     * @param modelWithin the packaged model, where the epoch behind {@code modelEpoch} was not complete then
     * @param failedDevice what kept the device from computing on, where that ended the run
     */
    record Finished(
            Outcome outcome,
            String reason,
            List<Verdict> fired,
            int epoch,
            long step,
            double elapsedSeconds,
            Map<String, Double> metrics,
            Optional<Best> best,
            Optional<String> modelPath,
            boolean resumable,
            Optional<Integer> modelEpoch,
            Optional<Within> modelWithin,
            Optional<FailedDevice> failedDevice)
            implements Conclusion {

        /** Of a run whose device did not fail. */
        public Finished(
                Outcome outcome,
                String reason,
                List<Verdict> fired,
                int epoch,
                long step,
                double elapsedSeconds,
                Map<String, Double> metrics,
                Optional<Best> best,
                Optional<String> modelPath,
                boolean resumable,
                Optional<Integer> modelEpoch,
                Optional<Within> modelWithin) {
            this(
                    outcome,
                    reason,
                    fired,
                    epoch,
                    step,
                    elapsedSeconds,
                    metrics,
                    best,
                    modelPath,
                    resumable,
                    modelEpoch,
                    modelWithin,
                    Optional.empty());
        }

        /** The step that the packaged model is from, where that is within an epoch. */
        public Optional<Long> modelStep() {
            // logs of earlier versions tell it only where no epoch was complete
            return modelWithin
                    .map(Within::step)
                    .or(() -> modelEpoch.filter(kept -> kept == 0 && epoch == 0).map(none -> step));
        }

        /** Whether a person has ended the run and wanted nothing of it to be left. */
        public boolean discarded() {
            return outcome == Outcome.ABORTED && fired.isEmpty() && !resumable;
        }
    }

    /**
     * The last event of a process that came to no such end: it met wrong input or data, a full disk, a defect. Also written
     * where no training began.
     *
     * @param reason one true sentence for people
     * @param exitCode of the process
     */
    record Failed(String reason, FailureKind kind, int exitCode) implements Conclusion {}
}
