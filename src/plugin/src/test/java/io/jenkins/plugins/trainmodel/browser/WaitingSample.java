package io.jenkins.plugins.trainmodel.browser;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.planned.PlannedStop;
import io.jenkins.plugins.trainmodel.planned.StopAnswer;
import io.jenkins.plugins.trainmodel.planned.StopLog;
import io.jenkins.plugins.trainmodel.planned.WaitWish;
import io.jenkins.plugins.trainmodel.planned.WaitingRun;
import io.jenkins.trainmodel.run.Command;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sample that comes to a planned stop, and remembers the answers. */
final class WaitingSample implements LiveRun, WaitingRun {
    private final LiveRun sample;
    private final List<StopAnswer> answers = new CopyOnWriteArrayList<>();
    private volatile Optional<PlannedStop> stop = Optional.empty();

    WaitingSample(LiveRun sample) {
        this.sample = sample;
    }

    /** Was answered before, as the build remembers. */
    static void answeredBefore(Run<?, ?> build, String run) {
        long now = Instant.now().toEpochMilli();
        Map<String, String> changes = Map.of("training.optimizer.learningRate", "0.001");
        StopLog.note(
                build, run, new StopLog.Line(now - 290_000, 3, "continue", "ada", "it learns", now - 170_000, changes));
    }

    /** What was answered, as it came. */
    List<StopAnswer> answers() {
        return answers;
    }

    void stopAt(int epoch) {
        stop = Optional.of(PlannedStop.begin(new WaitWish(true, 3600, AnswerKind.FINISH), epoch, Instant.now()));
    }

    @Override
    public Optional<PlannedStop> plannedStop() {
        return stop;
    }

    @Override
    public boolean answer(StopAnswer answer) {
        answers.add(answer);
        stop = Optional.empty();
        return true;
    }

    @Override
    public LiveStatus status() {
        LiveStatus status = sample.status();
        return stop.isEmpty()
                ? status
                : new LiveStatus(LiveStatus.Phase.WAITING, Optional.empty(), "", status.figures());
    }

    @Override
    public boolean ask(String id, Command command) {
        return sample.ask(id, command);
    }

    @Override
    public void kill(String by) {
        sample.kill(by);
    }
}
