package io.jenkins.plugins.trainmodel.lineage;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.trainmodel.lineage.Member;
import io.jenkins.trainmodel.lineage.Recording;
import io.jenkins.trainmodel.lineage.StitchedCurve;
import io.jenkins.trainmodel.lineage.Stitcher;
import io.jenkins.trainmodel.report.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads the curves of runs with those of their ancestors, one at a time: whole logs are read for it. */
@Extension
@Restricted(NoExternalUse.class)
public class StitchedCurves {
    /** What one look may read; older ancestors are left out. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int MOST_PARTS = 40;
    private static final int MOST_READINGS = 4_000;
    private static final long MOST_HEAP = 16 << 20;

    static StitchedCurves get() {
        return ExtensionList.lookupSingleton(StitchedCurves.class);
    }

    /** The curve of a run; it begins behind an ancestor whose log is gone, or with which it would be too much to read. */
    synchronized StitchedCurve read(JobFamily family, Member member) throws IOException {
        List<Member> line = new ArrayList<>(family.family().lineOf(member));
        Collections.reverse(line);
        List<Stitcher.Part> parts = new ArrayList<>();
        long bytes = 0;
        for (Member one : line) {
            Optional<Path> log = family.log(one);
            bytes += log.map(StitchedCurves::size).orElse(MOST_BYTES);
            if (log.isEmpty() || !parts.isEmpty() && bytes > MOST_BYTES || parts.size() == MOST_PARTS) {
                break;
            }
            parts.add(0, new Stitcher.Part(one.runId(), one.name(), one.origin(), new Recording(log.get())));
        }
        return Stitcher.stitch(parts, new RunHistory(MOST_READINGS, MOST_HEAP));
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException gone) {
            return MOST_BYTES;
        }
    }
}
