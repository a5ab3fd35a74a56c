package io.jenkins.trainmodel.trainer.estimate;

import ai.djl.Device;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.TestResultJson;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.score.ModelTest;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageWriter;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.finish.PackagedModel;
import io.jenkins.trainmodel.trainer.run.watch.Reports;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The end of a run, rehearsed: the test, the model package, which is loaded again and measured, and the reports. */
final class RehearsedEnd {
    private final Rehearsal rehearsal;
    private final TrainingSpec spec;
    private final LoadedData data;
    private final Learner learner;
    private final RunDirectory directory;
    /** What PEFT gets is not written here. */
    private long adapterBytes;

    RehearsedEnd(Rehearsal rehearsal, TrainingSpec spec, LoadedData data, Learner learner) {
        this.rehearsal = rehearsal;
        this.spec = spec;
        this.data = data;
        this.learner = learner;
        directory = rehearsal.directory();
    }

    /** Adds what adapters have learned to the network, where there are any; it is not trained any more then. */
    void merge() {
        List<NamedTensor> all = learner.parameters();
        adapterBytes = all.subList(learner.networkParameters().size(), all.size()).stream()
                .mapToLong(NamedTensor::byteSize)
                .sum();
        learner.merge();
    }

    /**
     * Keeps what the learner holds.
     *
     * @param metrics of the validation of just that, by path
     */
    void keep(Map<String, Double> metrics, long step, Device device) throws IOException {
        test();
        for (EndingPhase phase : EndingPhase.values()) {
            rehearsal.log().record(new Conclusion.Ending(phase, reason(), rehearsal.epochs(), step));
        }
        Conclusion.Finished finished = finished(metrics, step);
        RunHistory history = RunHistory.read(directory.events());
        history.add(new EventRecord(
                EventRecord.SCHEMA_VERSION, rehearsal.log().lastSequence() + 1, Instant.now(), finished));
        try (OwnRun own = OwnRun.open(spec, warning -> {})) {
            PackagedModel model = new PackagedModel(spec, data, learner, own);
            TrainingRecord record = model.record(
                    "estimate",
                    Inheritance.NONE,
                    history,
                    finished,
                    new TrainingRecord.Packaged(rehearsal.epochs(), step, false, metrics));
            // Whether it is the model, the run itself will say.
            ModelPackageWriter.write(
                    directory.model(),
                    model.content(history, record, Optional.empty()),
                    written -> model.differences(written, metrics, device));
        }
        rehearsal.log().record(finished);
        Reports.write(directory);
    }

    private void test() throws IOException {
        Optional<Samples> samples = data.test();
        if (samples.isPresent()) {
            TestResult result = new ModelTest(learner, spec.data().task(), data.signature())
                    .of(
                            () -> BatchLoader.inSequence(
                                    samples.get(), spec.training().batchSize()),
                            samples.get().size());
            rehearsal.log().record(new Conclusion.Tested(result));
            TestResultJson.write(directory.test(), result);
        }
    }

    private Conclusion.Finished finished(Map<String, Double> metrics, long step) {
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                reason(),
                List.of(),
                rehearsal.epochs(),
                step,
                1.0 / 3,
                metrics,
                Optional.empty(),
                Optional.of("model"),
                false,
                Optional.of(rehearsal.epochs()),
                Optional.empty());
    }

    /** As long as a usual one. */
    private String reason() {
        return "maxEpochs: epoch %1$d of %1$d is complete".formatted(rehearsal.epochs());
    }

    /** Bytes of the model package, with reports of this size in it. */
    long packageBytes(GrownReports.Sizes reports) throws IOException {
        long grown = reports.page()
                + reports.csv()
                - size(directory.model().resolve(directory.reportHtml().getFileName()))
                - size(directory.model().resolve(directory.metricsCsv().getFileName()));
        return sizeOfAll(directory.model()) + grown + adapterBytes;
    }

    /** Bytes of what stands beside the package and is neither log nor checkpoint, with reports of this size. */
    long besides(GrownReports.Sizes reports) throws IOException {
        return reports.page()
                + reports.csv()
                + reports.json()
                + size(directory.specification())
                + size(directory.test());
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static long sizeOfAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
