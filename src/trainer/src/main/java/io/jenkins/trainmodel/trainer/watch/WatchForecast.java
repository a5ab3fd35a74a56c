package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.check.NeededMetrics;
import io.jenkins.trainmodel.check.WatchedEstimate;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import io.jenkins.trainmodel.trainer.watch.source.MetricPaths;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What can be said of a watched run before its program is started in the working directory of this process. */
public final class WatchForecast {
    private final WatchedSpec spec;
    private final PatternFiles files;

    /** @param out the run directory to be, below which nothing is the program's; empty: where runs lie unless they are told otherwise */
    public WatchForecast(WatchedSpec spec, Optional<Path> out) {
        this.spec = spec;
        this.files = new PatternFiles(
                Path.of("").toAbsolutePath(),
                out.orElse(Path.of("runs")).toAbsolutePath().normalize());
    }

    /**
     * The run that it is compared with.
     *
     * @throws RuntimeException if there is none although the run needs one
     */
    public ReferenceLookup reference() throws IOException {
        ReferenceLookup lookup = ReferenceLookup.of(spec.reference());
        Watch.requireReference(spec, lookup);
        ReferenceCurves.read(spec.stopWhen(), lookup.run().map(ReferenceRun::curve));
        return lookup;
    }

    /** One sentence for each rule and gate that waits for a metric which no report of a program can be. */
    public List<String> unreachable() {
        NeededMetrics needed = NeededMetrics.of(spec);
        List<String> problems = new ArrayList<>();
        for (String wanted : new TreeSet<>(needed.paths())) {
            String path = new MetricPaths(spec.watch().names()).of(wanted).orElse(wanted);
            if (!path.equals(wanted) && !spec.watch().names().containsValue(wanted)) {
                problems.add("%s is never measured, and %s needs it: what a program calls so is %s here; write that"
                        .formatted(wanted, needed.whoNeeds(wanted), path));
            }
        }
        return problems;
    }

    /** Which metrics have to come, of which nobody knows whether they do. */
    public List<String> onTrust() {
        return List.of(
                "which metrics the program reports is known only once it does; a warning tells behind the first epoch what is missing",
                "needed are %s"
                        .formatted(String.join(
                                ", ", new TreeSet<>(NeededMetrics.of(spec).paths()))));
    }

    /** What matches the patterns of the specification now. */
    public List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        if (spec.watch().metrics().pattern().isPresent()) {
            String pattern = spec.watch().metrics().pattern().get();
            int count = files.matching(pattern).size();
            found.add(
                    count == 0
                            ? "metrics are read from %s: no such file is there yet".formatted(pattern)
                            : "metrics are read from %s: what stands in the files that are there (%s) counts as another run's"
                                    .formatted(pattern, Quantity.count(count)));
        } else {
            found.add("metrics are read from the file that TRAIN_MODEL_METRICS names to the program");
        }
        for (String pattern : spec.watch().artifacts()) {
            found.add("kept is what matches %s at the end: %s now"
                    .formatted(pattern, Quantity.of(files.matching(pattern).size(), "file")));
        }
        return found;
    }

    /** When its rules end it at the latest, and what else is known. */
    public WatchedEstimate estimate() throws IOException {
        Clocks clocks = Clocks.of(spec, Instant.now());
        return WatchedEstimate.of(spec, clocks.now(), artifacts());
    }

    private WatchedEstimate.Artifacts artifacts() throws IOException {
        Set<Path> matching = new TreeSet<>();
        for (String pattern : spec.watch().artifacts()) {
            matching.addAll(files.matching(pattern));
        }
        long bytes = 0;
        for (Path file : matching) {
            bytes += size(file);
        }
        return new WatchedEstimate.Artifacts(matching.size(), bytes);
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException goneMeanwhile) {
            return 0;
        }
    }
}
