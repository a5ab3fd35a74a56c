package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.Challenges;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.watch.WatchSpec.Keeps;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.finish.Discard;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.Reports;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import io.jenkins.trainmodel.trainer.watch.artifact.ArtifactPackage;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ends a watched run whose program has ended: artifacts, gates, last event, reports. */
record WatchFinish(
        WatchRequest request,
        RunDirectory directory,
        String runId,
        ReferenceLookup reference,
        RunJournal journal,
        Course course,
        RunProcesses processes) {
    private static final String MODEL = "model";

    /**
     * The epoch whose model the artifacts hold.
     *
     * @param metrics of it
     */
    private record Kept(int epoch, Map<String, Double> metrics) {}

    /**
     * Ends the run and returns its last event.
     *
     * @param whole whether there is nothing that the run could go on with
     */
    Conclusion.Finished end(Ending ending, boolean whole) throws IOException {
        double elapsedSeconds = course.state().elapsedSeconds();
        Ending judged = ending.keepsModel() ? judged(ending) : ending;
        boolean packaged = judged.keepsModel() && keep(judged);
        RunState state = course.state();
        Conclusion.Finished finished = new Conclusion.Finished(
                judged.outcome(),
                judged.reason(),
                judged.fired(),
                state.completedEpochs(),
                state.step(),
                elapsedSeconds,
                state.epochMetrics(),
                course.best().best(),
                packaged ? Optional.of(MODEL) : Optional.empty(),
                judged.resumable() && !whole,
                packaged ? Optional.of(kept().epoch()) : Optional.empty(),
                Optional.empty());
        journal.record(new TrainingEvent.Telemetry(elapsedSeconds, processes.times()));
        journal.record(finished);
        if (judged.discards()) {
            Discard.everythingIn(directory);
        }
        Reports.write(directory);
        return finished;
    }

    private WatchedSpec spec() {
        return request.spec();
    }

    private Kept kept() {
        Optional<Best> best =
                course.best().best().filter(found -> spec().watch().keeps() == Keeps.BEST);
        return best.map(found -> new Kept(found.epoch(), course.bestMetrics()))
                .orElseGet(() -> new Kept(
                        course.state().completedEpochs(), course.state().epochMetrics()));
    }

    private Ending judged(Ending ending) throws IOException {
        if (spec().gates().isEmpty()) {
            return ending;
        }
        Judgement judgement =
                reference.judge(spec().gates()).judge(kept().metrics(), Challenges.NONE, ComparedData.NONE);
        journal.record(new Conclusion.Judged(
                judgement.gates(), judgement.outcome(), Optional.of(kept().epoch()), Optional.empty()));
        return ending.judged(judgement);
    }

    /** Copies what the specification names; false where there is nothing of it. */
    private boolean keep(Ending ending) throws IOException {
        Path from = Path.of("").toAbsolutePath();
        PatternFiles below =
                new PatternFiles(from, directory.root().toAbsolutePath().normalize());
        Set<Path> files = new TreeSet<>();
        for (String pattern : spec().watch().artifacts()) {
            Set<Path> matching = below.matching(pattern);
            matching.forEach(file -> files.add(from.relativize(file)));
            if (matching.isEmpty()) {
                journal.record(new TrainingEvent.Warning(
                        "artifacts", "no file below " + from + " matches " + pattern + ", so nothing of it is kept"));
            }
        }
        if (files.isEmpty()) {
            return false;
        }
        tellLater();
        tell(ending);
        ArtifactPackage.write(directory.model(), from, files, description(ending));
        return true;
    }

    /** A program trains and saves on until it sees that it shall stop, and what it measures then counts no more. */
    private void tellLater() throws IOException {
        int saved = course.notes().savedIn().orElse(0);
        if (spec().watch().keeps() == Keeps.LAST && saved > kept().epoch()) {
            journal.record(
                    new TrainingEvent.Warning(
                            "artifacts",
                            "the program saved last in epoch " + saved + ", behind epoch " + kept().epoch()
                                    + ", with which the run ends and by which gates judge: the artifacts are those that it left"));
        }
    }

    private ArtifactPackage.Description description(Ending ending) {
        Outcome outcome = ending.outcome();
        return new ArtifactPackage.Description(
                runId,
                spec(),
                request.program().said(),
                outcome,
                ending.reason(),
                kept().epoch(),
                course.state().step(),
                kept().metrics());
    }

    private void tell(Ending ending) throws IOException {
        RunState state = course.state();
        journal.record(
                new Conclusion.Ending(EndingPhase.PACKAGING, ending.reason(), state.completedEpochs(), state.step()));
    }
}
