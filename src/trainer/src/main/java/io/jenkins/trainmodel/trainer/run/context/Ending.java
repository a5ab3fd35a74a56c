package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceException;
import io.jenkins.trainmodel.trainer.failure.ReplicaLostException;
import io.jenkins.trainmodel.trainer.tensor.NonFiniteTensorException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Why training ended.
 *
 * @param reason one sentence for people
 * @param fired the rules that fired, the deciding one first; empty where no rule decided
 * @param keepsModel whether the model package is written; not on a signal, which wants the process gone within seconds
 * @param keepsState whether this state is worth a checkpoint; not where the loss is no longer a number
 * @param keep what a person wants to be left; empty where no person ended it
 */
public record Ending(
        Outcome outcome,
        String reason,
        List<Verdict> fired,
        boolean keepsModel,
        boolean keepsState,
        Optional<Keep> keep,
        Optional<FailedDevice> failedDevice) {
    /** Rules whose reason is gone at the next resume. */
    private static final Set<String> PASSING = Set.of("milestone", "finishBy");

    private Ending(Outcome outcome, String reason, List<Verdict> fired, boolean keepsModel, boolean keepsState) {
        this(outcome, reason, fired, keepsModel, keepsState, Optional.empty(), Optional.empty());
    }

    public static Ending byRules(Decision decision, boolean finite) {
        return new Ending(decision.outcome().orElseThrow(), decision.reason(), decision.fired(), true, finite);
    }

    /** The same; where nothing was trained, such as when the deadline came while data was read, it is no success. */
    public Ending beforeFirstStep(long step) {
        return step > 0
                ? this
                : new Ending(
                        outcome.worst(Outcome.FAILURE),
                        reason + " (before the first step, so nothing was trained)",
                        fired,
                        false,
                        false);
    }

    /** Whether the run can go on as it is: a person, a signal, a planned stop or the deadline of this day ended it. */
    public boolean resumable() {
        return !discards() && fired.stream().map(Verdict::type).allMatch(PASSING::contains);
    }

    /** Whether a person wants nothing to be left: no model, no checkpoint. */
    public boolean discards() {
        return keep.filter(Keep.NOTHING::equals).isPresent();
    }

    /** What an earlier process decided, and did not come to carry out; empty where no rule had fired. */
    public static Optional<Ending> decidedBefore(List<Verdict> fired) {
        return fired.isEmpty() ? Optional.empty() : Optional.of(byRules(Decision.on(fired), true));
    }

    /** No rule looks at it, but from that step on nothing was learned any more (docs/adr/0005). */
    public static Optional<Ending> notFinite(OptionalLong step) {
        return step.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ending(
                        Outcome.FAILURE,
                        "loss or gradient was not finite in step " + step.getAsLong()
                                + "; the parameters are those before it",
                        List.of(),
                        true,
                        false));
    }

    /** One of several processes that trained together is lost; what was not saved before is, too. */
    public static Ending replicaLost(ReplicaLostException replica) {
        return new Ending(Outcome.FAILURE, replica.getMessage(), List.of(), false, false);
    }

    /** The device goes on no more, so nothing that it holds is read: what was not saved before is lost. */
    public static Ending deviceFailed(DeviceException device) {
        return new Ending(
                Outcome.FAILURE,
                device.getMessage(),
                List.of(),
                false,
                false,
                Optional.empty(),
                Optional.of(device.failed()));
    }

    /** A tensor that was to be saved is not finite; nothing of this state is kept. */
    public static Ending notFinite(NonFiniteTensorException tensor, long step) {
        return new Ending(
                Outcome.FAILURE,
                tensor.getMessage() + " after step " + step + ", so nothing of that step was saved",
                List.of(),
                true,
                false);
    }

    /** The same end as a failure: the metric by which epochs are compared was never a number. */
    public Ending withoutAnyGoodEpoch(String metric) {
        return new Ending(
                Outcome.FAILURE,
                reason + "; but " + metric + " was never a finite number, so no epoch can be called good",
                fired,
                keepsModel,
                keepsState,
                keep,
                failedDevice);
    }

    /** The same end as a failure: the model that is kept cannot be tested. */
    public Ending untestable(String problem) {
        return new Ending(
                Outcome.FAILURE, reason + "; but " + problem, fired, keepsModel, keepsState, keep, failedDevice);
    }

    /** The same end after the gates: the more severe outcome, and which of them do not hold. */
    public Ending judged(Judgement gates) {
        return new Ending(
                outcome.worst(gates.outcome()),
                gates.behind(reason),
                fired,
                keepsModel,
                keepsState,
                keep,
                failedDevice);
    }

    public static Ending bySignal(String signal, long step) {
        return step > 0
                ? aborted("stopped by " + signal + "; the run can go on with --resume", false, true)
                : early(signal, step);
    }

    public static Ending byPerson(Command.Stop stop, long step) {
        return step > 0
                ? aborted(
                        "stopped by " + who(stop) + "; " + left(stop.keep()),
                        stop.keep() != Keep.NOTHING,
                        stop.keep() != Keep.NOTHING,
                        Optional.of(stop.keep()))
                : early(stop, step);
    }

    private static String who(Command.Stop stop) {
        return stop.by() + (stop.why().isEmpty() ? "" : " (\"" + stop.why() + "\")");
    }

    private static String left(Keep keep) {
        return switch (keep) {
            case BEST -> "the model is kept";
            case LAST -> "the last model is kept";
            case NOTHING -> "nothing is kept";
        };
    }

    /** A stop by a person before this process has trained: nothing is to be saved, but there may be something to discard. */
    public static Ending early(Command.Stop stop, long step) {
        Ending ending = early(who(stop), step);
        return stop.keep() == Keep.NOTHING
                ? aborted("stopped by " + who(stop) + "; nothing is kept", false, false, Optional.of(Keep.NOTHING))
                : ending;
    }

    /** A stop before this process has trained: nothing is to be saved. */
    public static Ending early(String by, long step) {
        return aborted(
                step > 0
                        ? "stopped by " + by + " before it went on; the run can go on with --resume"
                        : "stopped by " + by
                                + " (before the first step, so nothing was trained and there is no model to keep)",
                false,
                false);
    }

    private static Ending aborted(String reason, boolean keepsModel, boolean keepsState) {
        return aborted(reason, keepsModel, keepsState, Optional.empty());
    }

    private static Ending aborted(String reason, boolean keepsModel, boolean keepsState, Optional<Keep> keep) {
        return new Ending(Outcome.ABORTED, reason, List.of(), keepsModel, keepsState, keep, Optional.empty());
    }
}
