package io.jenkins.plugins.trainmodel.whatif;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.trainmodel.page.ReferenceFile;
import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.whatif.RecordedRun;
import io.jenkins.trainmodel.whatif.WhatIf;
import io.jenkins.trainmodel.whatif.WhatIfResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Replays rules over logs, one request after the other, and of each request no more than is done in a few seconds. */
@Extension
@Restricted(NoExternalUse.class)
public class WhatIfWork {
    /** What one request reads; the next one goes on behind it. */
    private static final long MOST_BYTES_A_REQUEST = 24L << 20;

    /** A longer log is left to the command line. */
    private static final long MOST_BYTES_A_LOG = 64L << 20;

    private static final int MOST_READINGS = 4_000;
    private static final long MOST_HEAP = 16 << 20;

    static WhatIfWork get() {
        return ExtensionList.lookupSingleton(WhatIfWork.class);
    }

    /**
     * What came of one run.
     *
     * @param run that was asked for
     * @param replayed empty where it could not be replayed
     * @param problem why it could not; empty where it could
     */
    record Answer(ReplayedRun run, Optional<Replayed> replayed, String problem) {}

    /** What the run was, and what would have become of it. */
    record Replayed(RecordedRun recorded, WhatIfResult result) {}

    /** Tries rules over the first of these runs, and over as many behind it as one request may take. */
    synchronized List<Answer> replay(WhatIf trial, List<ReplayedRun> runs) {
        List<Answer> answers = new ArrayList<>();
        long bytes = 0;
        for (ReplayedRun run : runs) {
            bytes += run.bytes();
            if (!answers.isEmpty() && bytes > MOST_BYTES_A_REQUEST) {
                break;
            }
            answers.add(answer(trial, run));
        }
        return answers;
    }

    private static Answer answer(WhatIf trial, ReplayedRun run) {
        if (!Files.isRegularFile(run.log())) {
            return problem(run, Messages.WhatIfWork_gone());
        }
        if (run.bytes() > MOST_BYTES_A_LOG) {
            return problem(run, Messages.WhatIfWork_tooLong(String.valueOf(MOST_BYTES_A_LOG >> 20)));
        }
        try {
            RecordedRun recorded = RecordedRun.ofLog(run.log(), run.log(), new RunHistory(MOST_READINGS, MOST_HEAP))
                    .named(run.name());
            WhatIfResult result = trial.of(recorded, ReferenceCurves.of(ReferenceFile.read(run.log())));
            return new Answer(run, Optional.of(new Replayed(recorded, result)), "");
        } catch (IOException | IllegalArgumentException e) {
            return problem(run, Messages.WhatIfWork_unreadable());
        }
    }

    private static Answer problem(ReplayedRun run, String words) {
        return new Answer(run, Optional.empty(), words);
    }
}
