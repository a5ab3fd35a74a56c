package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.report.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The family of runs that were found, and the curve of each with those of its ancestors before it. */
public final class Lineage {
    private final Family family;
    private final Map<String, FoundRun> runs = new LinkedHashMap<>();

    private Lineage(List<FoundRun> found) {
        found.forEach(run -> runs.merge(run.member().key(), run, FoundRun::fuller));
        family = Family.of(runs.values().stream().map(FoundRun::member).toList());
    }

    /** The lineage of these runs. Of a run that was found twice, what tells more counts. */
    public static Lineage of(List<FoundRun> found) {
        return new Lineage(found);
    }

    public Family family() {
        return family;
    }

    /**
     * The curve of a run from where its first ancestor began. It begins behind an ancestor whose measurements are not at hand.
     *
     * @throws IOException if a recording cannot be read
     */
    public StitchedCurve curveOf(Member member) throws IOException {
        List<Stitcher.Part> parts = new ArrayList<>();
        for (Member one : family.lineOf(member)) {
            Optional<Recording> recording = Optional.ofNullable(runs.get(one.key()))
                    .map(FoundRun::recording)
                    .filter(measured -> Files.isRegularFile(measured.file()));
            recording.ifPresentOrElse(
                    measured -> parts.add(new Stitcher.Part(one.runId(), one.name(), one.origin(), measured)),
                    parts::clear);
        }
        return Stitcher.stitch(parts, new RunHistory());
    }
}
