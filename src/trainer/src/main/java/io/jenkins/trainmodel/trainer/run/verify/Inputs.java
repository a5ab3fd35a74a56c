package io.jenkins.trainmodel.trainer.run.verify;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.data.token.UnknownTextException;
import io.jenkins.trainmodel.trainer.engine.EngineLoader;
import io.jenkins.trainmodel.trainer.engine.EngineRequest;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.engine.Tf32;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a specification needs before anything is computed: its data in memory and the engine on its device.
 *
 * @param engine the engine; one a process
 */
public record Inputs(LoadedData data, LoadedEngine engine) {

    /** Reads the data and loads the engine; the listener hears how far that is. */
    public static Inputs load(TrainingSpec spec, RunListener listener) {
        return load(spec, Optional.empty(), listener);
    }

    /** The same for a model that is to go on with the data, whose classes and columns it takes over. */
    public static Inputs load(TrainingSpec spec, Optional<Expectation> expected, RunListener listener) {
        return load(spec, spec.device(), expected, listener);
    }

    /** The same on another device than the specification says. */
    public static Inputs load(
            TrainingSpec spec, DeviceSpec device, Optional<Expectation> expected, RunListener listener) {
        if (device.kind() == DeviceSpec.Kind.GPU) {
            // A GPU that cannot be had is said before the data, which may be large, is read.
            engine(device, Tf32.of(spec), listener);
        }
        return new Inputs(data(spec, expected, listener), engine(device, Tf32.of(spec), listener));
    }

    /** Reads the data alone. */
    public static LoadedData data(TrainingSpec spec, Optional<Expectation> expected, RunListener listener) {
        return new Datasets(libraries(listener), progress(listener), spec.own().classpath())
                .load(spec.data(), spec.seed(), expected);
    }

    /** How far reading is, for the listener. */
    public static LoadProgress progress(RunListener listener) {
        return (source, done, total) ->
                listener.preparing("reading " + Path.of(source).getFileName(), fraction(done, total));
    }

    /**
     * Tries the prompts of a run. Where tokens were kept, a tokenizer may want its library only after the first epoch, when they
     * are written on from.
     *
     * @throws WrongInputException if the tokenizer has no tokens for one
     */
    public static void requireTokens(LoadedData data, TrainingSpec spec) {
        try {
            data.tokenizer().ifPresent(tokenizer -> spec.reporting().samples().forEach(tokenizer::encode));
        } catch (UnknownTextException unknown) {
            throw new WrongInputException("reporting.samples: " + unknown.getMessage());
        }
    }

    /** Loads the engine alone. */
    public static LoadedEngine engine(TrainingSpec spec, RunListener listener) {
        return engine(spec.device(), Tf32.of(spec), listener);
    }

    /** The same for a device alone, where float32 is computed as it is. */
    public static LoadedEngine engine(DeviceSpec device, RunListener listener) {
        return engine(device, Tf32.OFF, listener);
    }

    /** The same where a GPU is to compute in float32 like this. */
    public static LoadedEngine engine(DeviceSpec device, Tf32 tf32, RunListener listener) {
        listener.preparing("loading the engine", Optional.empty());
        return EngineLoader.load(new EngineRequest(
                device, libraries(listener), what -> listener.preparing(what, Optional.empty()), tf32));
    }

    /** Where libraries come from and are kept, which the listener hears of. */
    public static LibraryRequest libraries(RunListener listener) {
        return LibraryRequest.of(said(listener));
    }

    private static DownloadListener said(RunListener listener) {
        return progress -> listener.preparing(
                progress.activity().name().toLowerCase(Locale.ROOT) + " " + progress.file(),
                progress.total().isPresent()
                        ? fraction(progress.bytes(), progress.total().getAsLong())
                        : Optional.empty());
    }

    private static Optional<Double> fraction(long done, long total) {
        return total > 0 ? Optional.of((double) done / total) : Optional.empty();
    }
}
