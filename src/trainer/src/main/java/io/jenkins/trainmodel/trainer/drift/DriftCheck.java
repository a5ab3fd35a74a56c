package io.jenkins.trainmodel.trainer.drift;

import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.DriftSentences;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.modelpackage.NoModelException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the data of a run with what its reference has learned. */
public record DriftCheck(TrainingSpec spec, LoadedData data) {

    /** What came of it, and what people should know. */
    public record Found(ComparedData data, List<String> warnings) {
        /** What another process of the run has told, warnings included. */
        public static Found told(DataDrift drift) {
            return new Found(ComparedData.found(drift), List.of());
        }
    }

    /** Compares. A reference without anything to compare with is no error: gates that need it do not hold, and say why. */
    public Found beside(ReferenceLookup lookup) {
        if (lookup.run().isEmpty()) {
            return new Found(ComparedData.NONE, List.of());
        }
        Optional<DataProfiler> profiler = DataProfiler.of(spec.data(), data);
        return profiler.isEmpty()
                ? new Found(ComparedData.not("text has neither columns nor classes to compare"), List.of())
                : beside(profiler.get(), lookup.run().get());
    }

    private Found beside(DataProfiler profiler, ReferenceRun reference) {
        try {
            DataDrift drift = profiler.beside(reference.name(), RecordedProfile.of(reference.path()), named());
            return new Found(ComparedData.found(drift), DriftSentences.warnings(drift));
        } catch (NoModelException none) {
            return new Found(ComparedData.not(none.getMessage()), List.of());
        } catch (IOException damaged) {
            return new Found(
                    ComparedData.not(damaged.getMessage()),
                    List.of("the data was not compared with the reference's: " + damaged.getMessage()));
        }
    }

    /** Columns that gates name. */
    private Set<String> named() {
        return spec.gates().stream()
                .filter(Gate.Drift.class::isInstance)
                .flatMap(gate -> ((Gate.Drift) gate).columns().stream())
                .collect(Collectors.toSet());
    }
}
