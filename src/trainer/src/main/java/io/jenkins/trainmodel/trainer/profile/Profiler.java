package io.jenkins.trainmodel.trainer.profile;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.GpuArithmetic;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.telemetry.HostDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Measures what this machine can do with the engine on its device, and keeps it, so that it is measured once. */
public final class Profiler {
    private static final int PARTS = 6;

    private final LoadedEngine engine;
    private final ProfileStore store;
    private final BiConsumer<String, Double> progress;
    private final String host;
    private int part;

    /** @param progress hears what is measured, and how far that is, from 0 to 1 */
    public Profiler(LoadedEngine engine, ProfileStore store, BiConsumer<String, Double> progress) {
        this.engine = engine;
        this.store = store;
        this.progress = progress;
        this.host = hostName();
    }

    /** The name of this machine. */
    static String hostName() {
        return HostDescription.hostName();
    }

    /** The device as profiles name it. */
    static String deviceOf(LoadedEngine engine) {
        String name = engine.description().getOrDefault("device", "cpu");
        return engine.claim().map(taken -> name + " " + taken.gpu().name()).orElse(name);
    }

    /** What the user's cache has of this machine, by this engine. */
    public static Optional<MachineProfile> kept(LoadedEngine engine) {
        return kept(
                engine, ProfileStore.in(LibraryRequest.of(DownloadListener.NONE).cache()));
    }

    /** What was kept of this machine, by this engine. */
    public static Optional<MachineProfile> kept(LoadedEngine engine, ProfileStore store) {
        return store.find(hostName(), deviceOf(engine))
                .filter(kept -> kept.engine().equals(engine.description().getOrDefault("engine", "")));
    }

    /** Refuses a directory whose file system cannot be measured: in one sentence, before anything is loaded. */
    public static void requireMeasurable(Path directory) throws IOException {
        DiskTrial.in(directory);
    }

    /** A profile, and whether anything of it was measured now. */
    public record Profiled(MachineProfile profile, boolean measured) {}

    /**
     * The profile of this machine with the file system that holds a directory; measured where it is not known, or where it is to be
     * measured again.
     *
     * @throws IOException where the disk cannot be measured, or the profile not be kept
     */
    public Profiled profile(Path directory, boolean again) throws IOException {
        DiskTrial disk = DiskTrial.in(directory);
        Optional<MachineProfile> known =
                again ? Optional.empty() : kept(engine, store).filter(kept -> kept.threads() == engine.threads());
        if (known.flatMap(kept -> kept.disk(directory)).isPresent()) {
            return new Profiled(known.get(), false);
        }
        MachineProfile machine = known.isPresent() ? known.get() : machine();
        step("measuring the disk");
        MachineProfile whole = machine.with(disk.measure());
        store.keep(whole);
        progress.accept("measuring the disk", 1.0);
        return new Profiled(whole, true);
    }

    /**
     * What the device can do with as many threads as the engine has now: as it was kept, where that was measured with as many, else measured
     * and not kept, since the profile of the machine is one of all its threads.
     */
    public MachineProfile peaks(boolean again) {
        Optional<MachineProfile> known =
                again ? Optional.empty() : kept(engine, store).filter(kept -> kept.threads() == engine.threads());
        return known.orElseGet(this::machine);
    }

    private int step(String what) {
        progress.accept(what, (double) part / PARTS);
        return part++;
    }

    private MachineProfile machine() {
        Device device = engine.device();
        try (DeviceTrial here = new DeviceTrial(Device.cpu());
                DeviceTrial there = new DeviceTrial(device)) {
            step("measuring memory");
            double memory = here.memory();
            Optional<Double> deviceMemory = onGpu(there::memory);
            onGpu(() -> step("measuring transfers"));
            Optional<Double> to = onGpu(() -> there.transfer(Device.cpu(), device));
            Optional<Double> from = onGpu(() -> there.transfer(device, Device.cpu()));
            step("measuring products of matrices in float32");
            double float32 = there.matrix(TrialScript.Type.FLOAT32).orElseThrow();
            Optional<Double> tf32 = onGpu(() -> 0.0).flatMap(gpu -> tf32(there));
            step("measuring products of matrices in bfloat16");
            Optional<Double> bfloat16 = there.matrix(TrialScript.Type.BFLOAT16);
            step("measuring the smallest operation");
            return new MachineProfile(
                    MachineProfile.SCHEMA_VERSION,
                    host,
                    deviceOf(engine),
                    engine.description().getOrDefault("engine", ""),
                    engine.threads(),
                    Instant.now(),
                    memory,
                    deviceMemory,
                    to,
                    from,
                    new MachineProfile.MatrixRates(float32, tf32, bfloat16),
                    there.launch(),
                    List.of());
        }
    }

    private <T> Optional<T> onGpu(Supplier<T> measured) {
        return engine.device().isGpu() ? Optional.of(measured.get()) : Optional.empty();
    }

    /** As fast as with TF32, where its switch is found; a training computes without, unless it asks for it. */
    private Optional<Double> tf32(DeviceTrial gpu) {
        if (!GpuArithmetic.allowTf32InProducts(true)) {
            return Optional.empty();
        }
        try {
            return gpu.matrix(TrialScript.Type.FLOAT32);
        } finally {
            GpuArithmetic.allowTf32InProducts(engine.usesTf32());
        }
    }
}
