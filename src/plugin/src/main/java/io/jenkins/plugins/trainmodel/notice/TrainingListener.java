package io.jenkins.plugins.trainmodel.notice;

import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hears of the runs of all builds, for other plugins; annotate an implementation with {@link hudson.Extension}.
 *
 * <p>A listener is told one thing after the other, in the order in which it happened, on a thread that it shares with no
 * other listener and with no run: one that throws is logged, one that hangs is interrupted after a minute and misses what
 * comes meanwhile, and no run notices either. It hears everything once, but what was still to be told when Jenkins ends, or
 * happens while a listener has fallen {@value Announcer#MOST_WAITING} notices behind, it does not hear; the build itself
 * always knows how its runs ended. A method that a listener does not need is not implemented.
 *
 * @since 1.0
 */
public interface TrainingListener extends ExtensionPoint {

    /**
     * The training has begun, or goes on from a checkpoint of an earlier try.
     *
     * @since 1.0
     */
    default void onStarted(Run<?, ?> build, TrainedRun run) {}

    /**
     * An epoch is complete.
     *
     * @since 1.0
     */
    default void onEpoch(Run<?, ?> build, TrainedRun run, Epoch epoch) {}

    /**
     * The run pauses at a planned epoch for people to look; {@link #onFinished} follows.
     *
     * @since 1.0
     */
    default void onMilestone(Run<?, ?> build, TrainedRun run, Milestone milestone) {}

    /**
     * The run has answered a command, such as to save a checkpoint or to stop.
     *
     * @since 1.0
     */
    default void onCommand(Run<?, ?> build, TrainedRun run, Command command) {}

    /**
     * The gates have judged the model that is kept; {@link #onFinished} follows. Not told of a run without gates.
     *
     * @param gates in the order of the specification
     * @since 1.0
     */
    default void onGates(Run<?, ?> build, TrainedRun run, List<Gate> gates) {}

    /**
     * The run was made the one that later runs are compared with.
     *
     * @since 1.0
     */
    default void onPromoted(Run<?, ?> build, TrainedRun run, Promotion promotion) {}

    /**
     * The run is no longer one that later runs are compared with: somebody has demoted it, or its build has failed after all.
     * Of the champion before it, which is champion again, {@link #onPromoted} follows.
     *
     * @since 1.0
     */
    default void onDemoted(Run<?, ?> build, TrainedRun run, Promotion demotion) {}

    /**
     * The run has ended, and its artifacts are complete. Told before or after the step returns.
     *
     * @since 1.0
     */
    default void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {}

    /**
     * A step began no run because its specification cannot be used.
     *
     * @param problems in the order of the file, at least one
     * @since 1.0
     */
    default void onRefused(Run<?, ?> build, List<Problem> problems) {}

    /**
     * A complete epoch.
     *
     * @param number counted from 1
     * @param planned the epochs that the rules allow at most, where they bound them
     * @param metrics every metric of the epoch by its path; values may be infinite or no number
     * @since 1.0
     */
    record Epoch(int number, Optional<Integer> planned, Map<String, Double> metrics) {
        public Epoch {
            metrics = Map.copyOf(metrics);
        }
    }

    /**
     * A planned pause.
     *
     * @param rule the rule's name
     * @param epoch the last complete one
     * @since 1.0
     */
    record Milestone(String rule, int epoch) {}

    /**
     * A command and its answer.
     *
     * @param name such as {@code stop} or {@code checkpoint}
     * @param accepted whether it was obeyed
     * @param message the answer in a sentence
     * @since 1.0
     */
    record Command(String name, boolean accepted, String message) {}

    /**
     * A gate's answer.
     *
     * @param condition the gate in a few words
     * @param metric the path of the metric that was judged
     * @param held whether the model passed
     * @param sentence the answer, with its numbers
     * @since 1.0
     */
    record Gate(String condition, String metric, boolean held, String sentence) {}

    /**
     * A promotion, or a demotion.
     *
     * @param by who did it: a user's id, {@code the step}, or {@code its build}
     * @param reason why, as that person wrote it
     * @since 1.0
     */
    record Promotion(String by, String reason) {}

    /**
     * A thing that is wrong with a specification.
     *
     * @param file the specification as the step names it, or what else the words stand in
     * @param line counted from 1; 0 where it has no lines
     * @param message what was found there and what is allowed
     * @since 1.0
     */
    record Problem(String file, int line, String message) {}
}
