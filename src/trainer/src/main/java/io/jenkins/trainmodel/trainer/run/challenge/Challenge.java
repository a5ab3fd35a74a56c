package io.jenkins.trainmodel.trainer.run.challenge;

import ai.djl.Device;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.Challenges;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.PairedBootstrap;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.learner.score.SampleScores;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The challenger, a run's kept model, against the champion, its reference's: both on the validation data of the run. The
 * samples are drawn by the specification's seed, so that the answer is the same whenever it is asked.
 *
 * @param loss that is told outside of the engine; empty: that of the task
 */
public record Challenge(TrainingSpec spec, LoadedData data, Device device, Optional<SampleLoss> loss) {

    /** Of a draw for one metric of both models, on a processor that others use as well. */
    private static final double SECONDS_PER_DRAW = 4e-8;

    /** Numbers that a batch may give: 64 MiB, which are in memory twice. */
    private static final long MOST_OUTPUTS = 16L << 20;

    /** Whether a gate wants to know. */
    public static boolean isWanted(TrainingSpec spec) {
        return metrics(spec) > 0;
    }

    private static long metrics(TrainingSpec spec) {
        return spec.gates().stream().filter(Gate.Challenge.class::isInstance).count();
    }

    /** About how long it takes to draw the samples that the gates want, in seconds; 0 where none wants any. */
    public static double secondsOfDraws(TrainingSpec spec, int samples) {
        return SECONDS_PER_DRAW * metrics(spec) * PairedBootstrap.draws(samples);
    }

    /**
     * Measures what the specification's gates want to know.
     *
     * @param challenger holds the kept model
     * @param place the run directory or model package of the reference
     * @param notes is told what people should know of the comparison
     */
    public Challenges of(Learner challenger, Path place, Consumer<String> notes) {
        List<ChallengeResult> results = new ArrayList<>();
        try {
            LearnerSettings settings = LearnerSettings.of(spec, data).with(loss);
            Champion champion = new Champion(ModelPackage.openAt(place), settings, data, device);
            champion.flattered().ifPresent(notes);
            SampleScores other = champion.scores();
            SampleScores own = scores(challenger, settings);
            for (Gate gate : spec.gates()) {
                if (gate instanceof Gate.Challenge) {
                    results.add(compare(gate, own, other));
                }
            }
            return new Challenges(results, Optional.empty());
        } catch (IOException | IncomparableException | RuntimeException unfit) {
            // Whatever is wrong with a file that another run has left, this run has a model and must come to its end.
            return new Challenges(
                    results,
                    Optional.of(
                            "the models cannot be compared on the validation data of this run: " + unfit.getMessage()));
        }
    }

    private SampleScores scores(Learner challenger, LearnerSettings settings) {
        SampleScores scores = SampleScores.of(settings, data.validation().size());
        try (BatchLoader batches = BatchLoader.inSequence(data.validation(), batchSize(settings, data.validation()))) {
            challenger.predict(batches, (batch, outputs) -> scores.add(outputs, batch));
        }
        return scores;
    }

    /** Samples at once: fewer than in training where a sample gives many numbers, as texts give one a token and place. */
    static int batchSize(LearnerSettings settings, Samples samples) {
        long places = settings.task() == Task.LANGUAGE_MODEL ? samples.featuresPerSample() : 1;
        long most = Math.max(1, MOST_OUTPUTS / (settings.architecture().outputs() * places));
        return (int) Math.min(settings.learning().batchSize(), most);
    }

    private int block() throws IncomparableException {
        return spec.data() instanceof Series series
                ? block(series.horizon(), series.stride(), data.validation().size())
                : 1;
    }

    /**
     * How many windows in a row are drawn together: those that predict the same step, and of many windows more, as errors that
     * follow each other are alike beyond that (H. R. Künsch, 1989: of the order of the cube root of their number).
     */
    static int block(int horizon, int stride, int windows) throws IncomparableException {
        int overlap = (int) Math.ceil((double) horizon / stride);
        if (windows < 2L * overlap) {
            throw new IncomparableException("there are " + windows + " windows, of which " + overlap
                    + " in a row predict the same step: too few to tell models apart; give more rows to validation, or a"
                    + " larger stride");
        }
        return Math.max(overlap, (int) Math.cbrt(windows));
    }

    private ChallengeResult compare(Gate gate, SampleScores own, SampleScores other) throws IncomparableException {
        if (!gate.metric().startsWith(MetricNames.VALIDATION)) {
            throw new IncomparableException(gate.metric() + " is not measured on the validation data");
        }
        String name = gate.metric().substring(MetricNames.VALIDATION.length());
        return new PairedBootstrap(spec.seed(), block())
                .compare(gate.metric(), gate.mode(), data.validation().size(), own.metric(name), other.metric(name));
    }
}
