package io.jenkins.trainmodel.trainer.cli.speech;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.run.RunClaim;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.words.ClosingWords;
import io.jenkins.trainmodel.words.Narration;
import io.jenkins.trainmodel.words.PreparationWords;
import io.jenkins.trainmodel.words.Quantity;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells people on the console how a run goes: one line an epoch, for long runs ever fewer, and below it, where there is a
 * terminal, a progress bar of the running one.
 */
public final class Console implements RunListener {
    private final PrintWriter out;
    private final ProgressLine bar;
    private final Audience audience;
    private final Narration narration;
    private final PreparationWords preparation;

    private boolean ended;

    public Console(PrintWriter out, ProgressLine bar, Audience audience) {
        this.out = out;
        this.bar = bar;
        this.audience = audience;
        this.narration = new Narration(audience);
        this.preparation = new PreparationWords(Clock.systemUTC(), audience);
    }

    @Override
    public void claimed(RunClaim claim) {
        if (claim.found() == RunClaim.Found.REPLACED) {
            print(claim.sentence());
        }
    }

    @Override
    public void preparing(String what, Optional<Double> fraction) {
        if (bar.isOnTerminal()) {
            String left = preparation.left(what, fraction).orElse("");
            bar.show(Recorded.in(audience, what), fraction, left);
        } else {
            preparation.tell(what, fraction).ifPresent(this::print);
        }
    }

    @Override
    public void progress(Progress progress) {
        double fraction = (double) progress.stepInEpoch() / progress.stepsPerEpoch();
        bar.show(epochLabel(progress), Optional.of(fraction), details(progress));
    }

    private static String details(Progress progress) {
        List<String> details = new ArrayList<>();
        Map<String, Double> metrics = progress.metrics();
        addMetric(details, metrics, MetricNames.TRAIN_LOSS, "loss");
        addMetric(details, metrics, MetricNames.VALIDATION + "accuracy", "val acc");
        addThroughput(details, metrics);
        progress.end()
                .filter(end -> end.secondsLeft() >= 1)
                .ifPresent(end -> details.add(Quantity.duration(end.secondsLeft()) + " left until " + end.rule()));
        return String.join(", ", details);
    }

    /** Of a text it is told in tokens, which do not depend on how long a sample is. */
    private static void addThroughput(List<String> details, Map<String, Double> metrics) {
        Optional<String> tokens = Optional.ofNullable(metrics.get(MetricNames.TOKENS_PER_SECOND))
                .map(value -> Quantity.approximate(value) + " tokens/s");
        tokens.or(() -> Optional.ofNullable(metrics.get(MetricNames.SAMPLES_PER_SECOND))
                        .map(value -> Quantity.approximate(value) + " samples/s"))
                .ifPresent(details::add);
        Optional.ofNullable(metrics.get(MetricNames.MFU))
                .ifPresent(share -> details.add("MFU " + Quantity.percent(share)));
    }

    private static void addMetric(List<String> details, Map<String, Double> metrics, String path, String label) {
        Optional.ofNullable(metrics.get(path)).ifPresent(value -> details.add(label + " " + Quantity.number(value)));
    }

    @Override
    public void event(EventRecord entry) {
        List<String> lines = narration.tell(entry);
        if (!(entry.event() instanceof Conclusion.Failed)) {
            // The very last line says it, behind all that is said of it at length.
            lines.forEach(this::print);
        }
        ended = entry.event() instanceof Conclusion.Finished;
    }

    /** Says where the result is, and first how the run ended, if that was before this process. */
    public void end(Conclusion.Finished finished, RunDirectory directory) {
        if (!ended) {
            ClosingWords.lines(finished, Optional.empty(), audience).forEach(this::print);
        }
        print(ClosingWords.places(finished, directory, audience));
    }

    /** Prints a line above the progress bar. */
    public void print(String line) {
        bar.clear();
        out.println(line);
        out.flush();
    }

    private static String epochLabel(Progress progress) {
        return "epoch " + progress.epoch()
                + progress.plannedEpochs().map(planned -> "/" + planned).orElse("");
    }
}
