package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Outlook;
import io.jenkins.trainmodel.check.Outlook.DataFromDisk;
import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import io.jenkins.trainmodel.trainer.profile.MachineProfile;
import io.jenkins.trainmodel.trainer.profile.Placement;
import io.jenkins.trainmodel.trainer.profile.Profiler;
import io.jenkins.trainmodel.trainer.profile.RunUsage.Spent;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a rehearsal of seconds does not meet, by what is known of the machine: data that the disk gives slower than it is trained.
 *
 * @param profile what the machine can do, where that was measured
 * @param data what of the training data is read from files
 */
record Foresight(Optional<MachineProfile> profile, Optional<DataFromDisk> data) {
    /** Less is read before anybody would notice. */
    private static final long MENTIONED = 64L << 20;

    /** By what is kept of this machine, and what memory it has left. */
    static Foresight of(LoadedEngine engine, Samples train) {
        Optional<MachineProfile> profile = Profiler.kept(engine);
        return new Foresight(
                profile,
                train.onDisk()
                        .map(read -> new DataFromDisk(
                                read.bytes(),
                                MachineMemory.now().available(),
                                profile.flatMap(known -> known.readRate(read.place())))));
    }

    /** An epoch, which takes no less than the disk takes for data that memory cannot keep. */
    Timing epoch(Timing rehearsed) {
        return bound().filter(seconds -> seconds > rehearsed.seconds())
                .map(seconds -> new Timing(seconds, rehearsed.error(), rehearsed.count()))
                .orElse(rehearsed);
    }

    private Optional<Double> bound() {
        return data.filter(read -> !read.fits()).flatMap(DataFromDisk::seconds);
    }

    /**
     * What is expected to hold the run up; empty where nothing was trained.
     *
     * @param placement with this profile
     * @param epoch as it was rehearsed
     * @param samples of an epoch
     */
    Optional<Outlook> outlook(Placement placement, MeasuredEpochs.Measured epoch, long samples) {
        Map<String, Double> phases = new LinkedHashMap<>(epoch.phases());
        double all = phases.values().stream().mapToDouble(Double::doubleValue).sum();
        double waiting = epoch(epoch.epoch()).seconds() - epoch.epoch().seconds();
        phases.merge(PhaseClock.OTHER, Math.max(0, epoch.epoch().seconds() - all), Double::sum);
        phases.merge(PhaseClock.DATA_WAIT, waiting, Double::sum);
        OptionalLong read = data.map(known -> OptionalLong.of(known.fits() ? 0 : known.bytes()))
                .orElse(OptionalLong.empty());
        return placement
                .of(new Spent(phases, samples, epoch.filling(), read))
                .map(found -> new Outlook(found, data.filter(known -> !known.fits() || known.bytes() >= MENTIONED)));
    }
}
