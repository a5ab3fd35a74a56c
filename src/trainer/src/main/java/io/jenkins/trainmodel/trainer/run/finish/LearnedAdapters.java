package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.trainer.huggingface.Gpt2Export;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The adapters of a run, before they are merged. */
record LearnedAdapters(RunContext run) {
    /**
     * As PEFT opens them: where transformers opens the network, and nothing of it was trained but adapters, without which the
     * base is not the model that the run began with.
     */
    Optional<PeftAdapter> forPeft() {
        LearnerSettings settings = run.inheritance().settings(run.spec(), run.data());
        boolean opened =
                HuggingFaceExport.of(settings.architecture(), run.data().tokenizer()) instanceof Gpt2Export;
        return opened && settings.trained().isAdaptersAlone(settings.architecture())
                ? run.spec()
                        .training()
                        .lora()
                        .map(lora -> new PeftAdapter(lora, settings.trained().adapters(), matrices(), base()))
                : Optional.empty();
    }

    /** Copies, since merging takes B away. */
    private List<NamedTensor> matrices() {
        List<NamedTensor> all = run.learner().parameters();
        return all.subList(run.learner().networkParameters().size(), all.size()).stream()
                .<NamedTensor>map(HostTensor::copyOf)
                .toList();
    }

    /** The folder of the model that the run began with, where that still lies there. */
    private Optional<Path> base() {
        Inheritance inheritance = run.inheritance();
        return inheritance
                .tookOver()
                .map(LearnedAdapters::folder)
                .or(() -> inheritance.began().map(event -> inPackage(event.path())))
                .filter(Files::isDirectory);
    }

    /** Files that no run has made are those of transformers itself. */
    private static Path folder(Provenance.TookOver model) {
        return model.runId().isEmpty() ? Path.of(model.path()) : inPackage(model.path());
    }

    private static Path inPackage(String place) {
        return ModelPackage.at(Path.of(place)).resolve(HuggingFaceExport.FOLDER);
    }
}
