package io.jenkins.plugins.trainmodel.registry;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.delivery.DeliveryLog;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.reference.Promotions;
import io.jenkins.plugins.trainmodel.reference.SampleNight;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A night whose run has a log, a package and an id of its own, and what came of publishing it. */
record PublishedNight(FreeStyleBuild build, String id) {
    static final String RUN = "digits";

    static PublishedNight accepted(SampleNight nights) throws Exception {
        return of(nights.accepted());
    }

    /** That of a build whose run has no log yet. */
    static PublishedNight of(FreeStyleBuild build) throws Exception {
        Path log = TrainingBuildAction.of(build).eventLog(RUN);
        new SampleRun(RUN, build.getNumber())
                .epochs(1, 3)
                .finished(3, Outcome.SUCCESS)
                .write(log);
        String id = UUID.randomUUID().toString();
        Files.writeString(log, Files.readString(log).replace("4b1c9a52-6f0e-4a7e-9d0c-1f5f5c0d8e77", id));
        return new PublishedNight(build, id);
    }

    void promote() throws Exception {
        Promotions.get().promote(build, RUN, "ada", "better at night");
    }

    void demote() throws Exception {
        Promotions.get().demote(build, RUN, "ada", "it sees ghosts");
    }

    /** What came of it, in the order of time; waits for so many lines. */
    List<String> lines(int count) throws InterruptedException {
        for (int tries = 0; tries < 1200 && DeliveryLog.of(build, RUN).size() < count; tries++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return DeliveryLog.of(build, RUN).stream().map(DeliveryLog.Line::words).toList();
    }
}
