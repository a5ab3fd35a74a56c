package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.GatesOfRun;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.TestResultJson;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads runs from what is left of them: run directories, model packages, event logs, CSV files. */
public final class ReferenceReader {
    private ReferenceReader() {}

    /**
     * Reads a run; its name is that of its file or directory.
     *
     * @throws IOException if it is not there or damaged; the message says what and where
     */
    public static ReferenceRun read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + " does not exist");
        }
        RunDirectory directory = new RunDirectory(path);
        if (Files.isRegularFile(directory.events())) {
            return ofRun(path, directory.events(), packaged(directory.model()));
        }
        if (Files.isRegularFile(path.resolve(PackagedRun.FILE))) {
            return ofPackage(path, PackagedRun.read(path.resolve(PackagedRun.FILE)));
        }
        return Files.isDirectory(path) ? ofCurve(path) : ofFile(path);
    }

    /** Only a log says which epoch was kept. */
    private static ReferenceRun ofFile(Path path) throws IOException {
        return CurveReader.isEventLog(path) ? ofRun(path, path, Optional.empty()) : ofCurve(path);
    }

    /** A model from within an epoch measured something else than its epoch did. */
    private static Optional<KeptModel> packaged(Path model) throws IOException {
        Path file = model.resolve(PackagedRun.FILE);
        return Files.isRegularFile(file) ? Optional.of(PackagedRun.read(file).kept()) : Optional.empty();
    }

    private static ReferenceRun ofRun(Path path, Path log, Optional<KeptModel> packaged) throws IOException {
        return of(path, RunHistory.read(log), CurveReader.read(log), packaged);
    }

    /** A run whose log somebody has read already. */
    public static ReferenceRun of(Path path, RunHistory history, Curve curve, Optional<KeptModel> packaged) {
        return new ReferenceRun(
                nameOf(path),
                path,
                history.started().map(TrainingEvent.Started::runId).orElse(""),
                KeptModel.of(history).map(kept -> packaged.map(kept::with).orElse(kept)),
                history.finished().filter(history.gates()::accepts).isPresent(),
                history.gates(),
                curve);
    }

    private static ReferenceRun ofPackage(Path path, PackagedRun run) throws IOException {
        Map<String, Double> metrics = new TreeMap<>(run.kept().metrics());
        Path test = new RunDirectory(path).test();
        if (Files.isRegularFile(test)) {
            metrics.putAll(TestResultJson.read(test).byPath());
        }
        return new ReferenceRun(
                nameOf(path),
                path,
                run.runId(),
                Optional.of(new KeptModel(run.kept().epoch(), metrics)),
                run.accepted(),
                GatesOfRun.NONE,
                CurveReader.read(path));
    }

    /** A curve alone does not say which epoch was kept; the last one counts. */
    private static ReferenceRun ofCurve(Path path) throws IOException {
        Curve curve = CurveReader.read(path);
        List<Observation> epochs = curve.epochs();
        Optional<KeptModel> last = epochs.stream()
                .skip(Math.max(0, epochs.size() - 1))
                .map(epoch -> new KeptModel(epoch.epoch(), epoch.metrics()))
                .findFirst();
        return new ReferenceRun(nameOf(path), path, "", last, false, GatesOfRun.NONE, curve);
    }

    private static String nameOf(Path path) {
        return Optional.ofNullable(path.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse(path.toString());
    }
}
