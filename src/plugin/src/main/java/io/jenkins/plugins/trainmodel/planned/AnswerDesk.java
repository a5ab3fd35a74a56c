package io.jenkins.plugins.trainmodel.planned;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.steer.KeyField;
import io.jenkins.plugins.trainmodel.steer.RunKeys;
import io.jenkins.plugins.trainmodel.steer.SteeringRefusal;
import io.jenkins.plugins.trainmodel.steer.SteeringWords;
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
     * @param word one of {@link AnswerKind}
     * @param words values of the specification, of which those that are as they were are passed over, and the reason
     * @return what follows, in words
     * @throws SteeringRefusal with the reason, where nothing follows
     */
    String answer(String word, SteeringWords words) throws SteeringRefusal, IOException {
        build.checkPermission(Item.CANCEL);
        AnswerKind kind = AnswerKind.find(word)
                .orElseThrow(() -> SteeringRefusal.wrong(Messages.AnswerDesk_wrong(word, AnswerKind.allowed())));
        WaitingRun waiting = waiting()
                .filter(known -> known.plannedStop().isPresent())
                .orElseThrow(() -> SteeringRefusal.untimely(Messages.AnswerDesk_notWaiting(run.getName())));
        StopAnswer answer =
                StopAnswer.of(kind, allowed(kind, words.values()), SteeringWords.who(), words.why(), Instant.now());
        if (!waiting.answer(answer)) {
            throw SteeringRefusal.untimely(Messages.AnswerDesk_notWaiting(run.getName()));
        }
        return follows(kind);
    }

    /** Only who may configure the job may change what it trains with. */
    private Map<String, String> allowed(AnswerKind kind, Map<String, String> changes)
            throws SteeringRefusal, IOException {
        Map<String, String> other = new RunKeys(build, run).differing(changes);
        if (!other.isEmpty()) {
            build.checkPermission(Item.CONFIGURE);
        }
        if (!other.isEmpty() && kind != AnswerKind.CONTINUE) {
            throw SteeringRefusal.wrong(Messages.AnswerDesk_changesWithoutTraining(kind.word()));
        }
        return other.isEmpty() ? other : new RunKeys(build, run).changes(other);
    }

    private static String follows(AnswerKind kind) {
        return switch (kind) {
            case CONTINUE -> Messages.AnswerDesk_continues();
            case FINISH -> Messages.AnswerDesk_finishes();
            case DISCARD -> Messages.AnswerDesk_discards();
        };
    }

    /** The values that may be others when the run goes on. */
    List<KeyField> fields() throws IOException {
        return new RunKeys(build, run).fields();
    }
}
