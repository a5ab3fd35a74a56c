package io.jenkins.trainmodel.trainer.inference;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.metric.RunMetrics;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.custom.Fingerprints;
import io.jenkins.trainmodel.trainer.custom.PartException;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.Trained;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.modelpackage.CodeAsked;
import io.jenkins.trainmodel.trainer.modelpackage.CodeOfModel;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.NoModelException;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model package that is whole, with all that a learner needs to hold its model.
 *
 * @param spec the specification of the run that made it
 * @param learned what its samples were like
 * @param advice what can be done where code of users' own is not at hand, one sentence; empty where it needs none
 */
public record TrainedModel(
        ModelPackage saved, TrainingSpec spec, LearnedData learned, Architecture network, String advice) {
    private static final String FIVE_BEST = "top5";
    private static final int FIVE = 5;

    /**
     * Opens a package, or that of a run.
     *
     * @param libraries where the library of a tokenizer is fetched from
     * @param asked with which code of users' own
     * @throws PartException if that of the package is asked for, and it has none
     */
    public static TrainedModel open(Path place, LibraryRequest libraries, CodeAsked asked)
            throws IOException, SpecException {
        ModelPackage saved = ModelPackage.openAt(place);
        CodeOfModel code = CodeOfModel.of(saved, asked);
        TrainingSpec spec = saved.specification(code.overrides());
        TrainingRecord.Data data = saved.training().data();
        Optional<Tokenizer> tokenizer = data.tokens().isEmpty()
                ? Optional.empty()
                : Optional.of(new Tokenizers(libraries).read(saved.directory()));
        return new TrainedModel(
                saved,
                spec,
                new LearnedData(data.task(), data.sampleShape(), data.preprocessing(), data.signature(), tokenizer),
                saved.network(spec),
                code.advice());
    }

    /** A learner that holds the model, to ask it. The engine must have been loaded. */
    public Learner learner(Device device) throws IOException {
        return learner(device, Optional.empty());
    }

    /**
     * A learner that holds the model, and measures by every metric of its task. The engine must have been loaded.
     *
     * @param loss that is told outside of the engine; empty: that of the task
     */
    Learner learner(Device device, Optional<SampleLoss> loss) throws IOException {
        Learner learner = empty(device, loss);
        try {
            learner.restoreParameters(saved.parameters());
            return learner;
        } catch (IOException | RuntimeException failure) {
            learner.close();
            throw failure;
        }
    }

    /** @throws NoModelException if a class of a user's own computes it that is not on the class path */
    private Learner empty(Device device, Optional<SampleLoss> loss) throws NoModelException {
        try {
            return Learners.create(settings(loss), device);
        } catch (PartException absent) {
            throw new NoModelException(
                    "the model in " + saved.directory() + " is computed by code of your own, the class "
                            + OwnBlock.in(network.network()).map(OwnBlock::type).orElse("?") + ", which cannot be had: "
                            + absent.getMessage() + ". " + advice);
        }
    }

    private LearnerSettings settings(Optional<SampleLoss> loss) {
        TrainingRecord.Data data = saved.training().data();
        LearningSpec learning =
                LearnerSettings.still(spec.training(), spec.training().precision());
        return new LearnerSettings(
                network,
                data.task(),
                learning.measuring(metrics()),
                data.classCounts(),
                data.labelScaling().scale(),
                spec.seed(),
                Trained.WHOLE,
                Optional.empty(),
                learned.tokenizer().map(LearnerSettings::tokenBytes).orElse(List.of()),
                data.forecast(),
                loss);
    }

    /** Those that were measured while it trained, and all others of the task. Among five classes the right one always is. */
    private List<String> metrics() {
        Set<String> names = new LinkedHashSet<>(spec.training().metrics());
        names.addAll(RunMetrics.ofTask(learned.task()));
        if (learned.task() == Task.CLASSIFICATION && network.outputs() <= FIVE) {
            names.remove(FIVE_BEST);
        }
        return List.copyOf(names);
    }

    /** The class path of the run that made it. */
    public Fingerprints classpath() {
        return saved.training().classpath().map(Fingerprints::of).orElse(Fingerprints.NONE);
    }

    /** Samples that are computed at once. */
    public int batchSize() {
        return spec.training().batchSize();
    }
}
