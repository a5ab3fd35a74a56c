package io.jenkins.trainmodel.trainer.check;

import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.drift.DriftSentences;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.augment.AugmentationSheet;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.drift.DriftCheck;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.engine.SlowPrecision;
import io.jenkins.trainmodel.trainer.pretrained.ModelStart;
import io.jenkins.trainmodel.trainer.run.beginning.Predecessor;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tries all that a run of a specification needs, on the machine and the disk where it is to run, and measures what it will
 * take. Nothing is left behind.
 */
public final class Checkup {
    private static final List<Subject> OF_A_TRIAL =
            List.of(Subject.STEP, Subject.METRICS, Subject.CHECKPOINT, Subject.ESTIMATE, Subject.DISK);

    private static final String NEEDS_FILES = "needs the files that the specification names";

    private final TrainingSpec spec;
    private final Path disk;
    private final RunListener listener;
    private final Attempts attempts;
    private final Optional<Path> images;
    /** Looked up once it is asked for. */
    private ReferenceLookup lookup = ReferenceLookup.of(Optional.empty());

    /**
     * Of a run to come.
     *
     * @param disk a directory on the disk that the run is going to use
     * @param images the file that is to show what augmentation makes of training images
     */
    public Checkup(TrainingSpec spec, Path disk, RunListener listener, Attempts attempts, Optional<Path> images) {
        this.spec = spec;
        this.disk = disk;
        this.listener = listener;
        this.attempts = attempts;
        this.images = images;
    }

    /**
     * Tries all of it.
     *
     * @param startedNanoseconds when the process began, by {@link System#nanoTime()}
     * @return what the run will take, where its steps could be measured
     */
    public Optional<Estimate> run(long startedNanoseconds) {
        Optional<LoadedEngine> engine = engine();
        Optional<Predecessor> predecessor = predecessor();
        Optional<LoadedData> data = data(predecessor);
        if (engine.isEmpty() || data.isEmpty()) {
            String lacking = engine.isEmpty() ? "the engine" : "the data";
            OF_A_TRIAL.forEach(subject -> attempts.skip(subject, "needs " + lacking));
            return Optional.empty();
        }
        double preparing = (System.nanoTime() - startedNanoseconds) / 1e9;
        Trial trial = new Trial(spec, data.get(), engine.get(), predecessor);
        try (TrialRun run = new TrialRun(trial, attempts, disk)) {
            return run.estimate(preparing);
        }
    }

    /** Tries what can be tried although files are missing that the specification names. */
    public void runWithoutFiles() {
        engine();
        attempts.skip(Subject.DATA, NEEDS_FILES);
        OF_A_TRIAL.forEach(subject -> attempts.skip(subject, NEEDS_FILES));
    }

    private Optional<LoadedEngine> engine() {
        Optional<LoadedEngine> engine = attempts.attempt(
                Subject.ENGINE,
                () -> Inputs.engine(spec, listener),
                loaded -> List.of(loaded.description().get("engine") + ", "
                        + loaded.description().get("libtorch")));
        if (engine.isPresent()) {
            attempts.attempt(Subject.DEVICE, engine::get, this::found);
        } else {
            attempts.skip(Subject.DEVICE, "needs the engine");
        }
        return engine;
    }

    private List<String> found(LoadedEngine engine) {
        return Stream.concat(
                        Stream.of(withoutStop(engine.deviceSentence())), SlowPrecision.warning(spec, engine).stream())
                .toList();
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** What the run begins from; empty where its reference cannot be used. */
    private Optional<Predecessor> predecessor() {
        lookup = ReferenceLookup.of(spec.reference());
        if (spec.reference().isEmpty()) {
            return pretrained();
        }
        return attempts.attempt(Subject.REFERENCE, () -> Predecessor.atFirst(spec, lookup), found -> found(lookup));
    }

    static List<String> found(ReferenceLookup lookup) {
        return List.of(lookup.problem()
                .map(problem -> problem + "; the run begins without it")
                .orElseGet(
                        () -> "the run " + lookup.run().map(run -> run.name()).orElse("") + " is there"));
    }

    /** Without a reference, parameters may be those of files; whether they fit is told with the data and the step. */
    private Optional<Predecessor> pretrained() {
        return ModelStart.of(spec).map(start -> Predecessor.atFirst(spec, lookup));
    }

    private Optional<LoadedData> data(Optional<Predecessor> predecessor) {
        List<String> notes = new ArrayList<>();
        return attempts.attempt(
                Subject.DATA,
                () -> {
                    LoadedData data = Inputs.data(spec, predecessor.flatMap(Predecessor::expectation), listener);
                    Inputs.requireTokens(data, spec);
                    predecessor.ifPresent(before -> notes.addAll(before.check(spec, data)));
                    notes.addAll(drift(data));
                    if (images.isPresent()) {
                        notes.add(drawn(images.get(), data));
                    }
                    return data;
                },
                data -> found(data, notes));
    }

    /** How the data stands to the reference's, and what a run would be warned of. */
    private List<String> drift(LoadedData data) {
        DriftCheck.Found found = new DriftCheck(spec, data).beside(lookup);
        return Stream.concat(found.data().drift().map(DriftSentences::summary).stream(), found.warnings().stream())
                .toList();
    }

    private String drawn(Path file, LoadedData data) throws IOException {
        Optional<AugmentationSheet> sheet = AugmentationSheet.of(spec, data);
        if (sheet.isEmpty()) {
            return "%s was not written: without data.augment images train as they are".formatted(file);
        }
        Files.write(file, sheet.get().picture().png());
        return "%s shows training images as they were read and as augmentation varies them".formatted(file);
    }

    /** What people should know before they train. */
    private static List<String> facts(LoadedData data) {
        List<String> facts = new ArrayList<>();
        if (!data.classNames().isEmpty()) {
            Integer[] order =
                    IntStream.range(0, data.classNames().size()).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparing(data.classCounts()::get));
            int least = order[0];
            int most = order[order.length - 1];
            facts.add("training samples of the largest class, %s: %s; of the smallest, %s: %s"
                    .formatted(
                            Quoted.of(data.classNames().get(most)),
                            Quantity.count(data.classCounts().get(most)),
                            Quoted.of(data.classNames().get(least)),
                            Quantity.count(data.classCounts().get(least))));
        }
        data.facts()
                .duplicates()
                .filter(count -> count > 0)
                .ifPresent(count ->
                        facts.add("training samples (of text: documents) equal to another one in all features: %s"
                                .formatted(Quantity.count(count))));
        if (!data.facts().constant().isEmpty()) {
            facts.add("features that are the same in every training sample: %s"
                    .formatted(Listing.of(data.facts().constant())));
        }
        return facts;
    }

    private static List<String> found(LoadedData data, List<String> notes) {
        List<String> findings = new ArrayList<>();
        findings.add("%s samples for training, %s for validation%s%s"
                .formatted(
                        Quantity.count(data.train().size()),
                        Quantity.count(data.validation().size()),
                        data.test()
                                .map(test -> ", " + Quantity.count(test.size()) + " for the test")
                                .orElse(""),
                        data.classNames().isEmpty()
                                ? ""
                                : "; classes: "
                                        + Quantity.count(data.classNames().size())));
        if (data.tokenizer().isPresent() || data.forecast().isPresent()) {
            findings.add(data.preprocessing().description());
        }
        findings.addAll(facts(data));
        findings.addAll(data.warnings());
        findings.addAll(notes);
        return findings;
    }
}
