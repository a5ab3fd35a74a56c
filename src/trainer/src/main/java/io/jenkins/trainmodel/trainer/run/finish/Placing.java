package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.profile.MachineProfile;
import io.jenkins.trainmodel.trainer.profile.Placement;
import io.jenkins.trainmodel.trainer.profile.ProfileStore;
import io.jenkins.trainmodel.trainer.profile.Profiler;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import java.util.Optional;

/** Places a run that is over against its machine. */
record Placing(RunContext run) {

    /** What held it up; to be asked when training has just ended. Empty where this process has trained nothing. */
    Optional<BottleneckFound> found() {
        run.learner().takePhases().forEach(run.phases()::add);
        return new Placement(
                        run.spec(),
                        run.learner().description(),
                        run.engine().device().isGpu(),
                        run.engine().threads(),
                        profile())
                .of(run.usage().spent(run.phases().all(), run.state().samples()));
    }

    private Optional<MachineProfile> profile() {
        return Profiler.kept(
                run.engine(),
                ProfileStore.in(LibraryRequest.of(DownloadListener.NONE).cache()));
    }
}
