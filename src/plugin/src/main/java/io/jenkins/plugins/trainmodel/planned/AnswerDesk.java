package io.jenkins.plugins.trainmodel.planned;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.steer.KeyField;
import io.jenkins.plugins.trainmodel.steer.RunKeys;
import io.jenkins.plugins.trainmodel.steer.SteeringRefusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the answers of people to one run's planned stop: whether they may, whether it waits, what the specification says. */
record AnswerDesk(Run<?, ?> build, TrainedRun run) {

    /** The stop at which the run waits now; empty where it does not, or was answered. */
    Optional<PlannedStop> stop() {
        return waiting().flatMap(WaitingRun::plannedStop);
    }

    private Optional<WaitingRun> waiting() {
        return LiveRuns.get()
                .find(build, run.getId())
                .filter(WaitingRun.class::isInstance)
                .map(WaitingRun.class::cast);
    }

    /**
     * Answers in the name of who asks.
     *
     * @param changes keys of the specification and values; those that are as they were are passed over
     * @return what follows, in words
     * @throws AnswerRefusal with the reason, where nothing follows
     */
    String answer(String word, Map<String, String> changes, String why) throws AnswerRefusal, IOException {
        build.checkPermission(Item.CANCEL);
        AnswerKind kind = AnswerKind.find(word)
                .orElseThrow(() -> new AnswerRefusal(Messages.AnswerDesk_wrong(word, AnswerKind.allowed()), true));
        WaitingRun waiting = waiting()
                .filter(known -> known.plannedStop().isPresent())
                .orElseThrow(() -> new AnswerRefusal(Messages.AnswerDesk_notWaiting(run.getName()), false));
        StopAnswer answer = StopAnswer.of(kind, allowed(kind, changes), who(), why, Instant.now());
        if (!waiting.answer(answer)) {
            throw new AnswerRefusal(Messages.AnswerDesk_notWaiting(run.getName()), false);
        }
        return words(kind);
    }

    /** Only who may configure the job may change what it trains with. */
    private Map<String, String> allowed(AnswerKind kind, Map<String, String> changes)
            throws AnswerRefusal, IOException {
        try {
            Map<String, String> other = new RunKeys(build, run).differing(changes);
            if (!other.isEmpty()) {
                build.checkPermission(Item.CONFIGURE);
            }
            if (!other.isEmpty() && kind != AnswerKind.CONTINUE) {
                throw new AnswerRefusal(Messages.AnswerDesk_changesWithoutTraining(kind.word()), true);
            }
            return other.isEmpty() ? other : new RunKeys(build, run).changes(other);
        } catch (SteeringRefusal e) {
            throw new AnswerRefusal(e.getMessage(), true);
        }
    }

    private static String words(AnswerKind kind) {
        return switch (kind) {
            case CONTINUE -> Messages.AnswerDesk_continues();
            case FINISH -> Messages.AnswerDesk_finishes();
            case DISCARD -> Messages.AnswerDesk_discards();
        };
    }

    private static String who() {
        return Optional.ofNullable(User.current()).map(User::getId).orElse("anonymous");
    }

    /** The values that may be others when the run goes on. */
    List<KeyField> fields() throws IOException {
        return new RunKeys(build, run).fields();
    }
}
