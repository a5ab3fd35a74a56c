package io.jenkins.trainmodel.trainer.check;

import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.check.WatchedEstimate;
import io.jenkins.trainmodel.check.WatchedEstimateWords;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.trainer.watch.WatchForecast;
import io.jenkins.trainmodel.trainer.watch.process.Program;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Tries what a run needs in which another program trains, without starting that. Nothing is left behind. */
public final class WatchedCheckup {
    private final WatchedSpec spec;
    private final Path disk;
    private final Attempts attempts;
    private final WatchForecast forecast;

    /**
     * Of a run to come.
     *
     * @param out its directory, which need not be there; empty: below {@code runs}
     * @param disk a directory on the disk that the run is going to use
     */
    public WatchedCheckup(WatchedSpec spec, Optional<Path> out, Path disk, Attempts attempts) {
        this.spec = spec;
        this.disk = disk;
        this.attempts = attempts;
        this.forecast = new WatchForecast(spec, out);
    }

    /**
     * Tries all of it.
     *
     * @param program gives what trains; empty where nobody has said
     */
    public void run(Optional<Callable<Program>> program) {
        if (program.isPresent()) {
            attempts.attempt(Subject.PROGRAM, () -> program.get().call().requireProgram(), WatchedCheckup::found);
        } else {
            attempts.skip(Subject.PROGRAM, "no program is named, as by -- python train.py");
        }
        if (spec.reference().isPresent()) {
            attempts.attempt(Subject.REFERENCE, forecast::reference, Checkup::found);
        }
        attempts.attempt(Subject.FILES, forecast::found, found -> found);
        attempts.attempt(Subject.METRICS, this::metrics, found -> found);
        Optional<WatchedEstimate> estimate = attempts.attempt(
                Subject.ESTIMATE, forecast::estimate, known -> WatchedEstimateWords.sentences(Audience.RECORD, known));
        if (estimate.isPresent()) {
            attempts.attempt(Subject.DISK, () -> room(estimate.get().artifacts()), List::of);
        }
    }

    private static List<String> found(Program program) {
        return List.of("%s is there, and is not tried".formatted(program.words().get(0)));
    }

    private List<String> metrics() throws Attempts.RefusedException {
        List<String> problems = forecast.unreachable();
        if (!problems.isEmpty()) {
            throw new Attempts.RefusedException(problems);
        }
        return forecast.onTrust();
    }

    /** Artifacts are copied; those of a run before tell how large they may be. */
    private String room(WatchedEstimate.Artifacts artifacts) throws IOException, Attempts.RefusedException {
        long free = Files.getFileStore(disk).getUsableSpace();
        if (free < artifacts.bytes()) {
            throw new Attempts.RefusedException(List.of(
                    "the artifacts that are there now are %s, of which the run keeps a copy in %s, and %s are free there: make room"
                            .formatted(Quantity.bytes(artifacts.bytes()), disk, Quantity.bytes(free))));
        }
        return "%s are free; what the program needs is not known".formatted(Quantity.bytes(free));
    }
}
