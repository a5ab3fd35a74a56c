package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Sampled;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.spec.own.OwnCode;
import io.jenkins.trainmodel.spec.own.WithOwnCode;
import io.jenkins.trainmodel.spec.reference.Compared;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.spec.stop.Stopped;
import io.jenkins.trainmodel.stop.CertainEnd;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Optional;

/**
 * What to train, on what, how, and when to stop: complete and valid, every default filled in. Only {@link SpecReader}
 * makes one from text.
 *
 * @param name names the run in reports and trends
 * @param seed seeds initial parameters, split, shuffling and dropout
 * @param reference the run that rules and gates compare with, and that this one may begin from
 * @param warmStart what is taken over from the reference's model
 * @param stopWhen at least one rule, in the order of the specification
 * @param endless whether the rules need not end the run in finite time, because a person will
 * @param gates what the kept model must meet, in the order of the specification
 * @param own where users' own code lies, and which of it hears of the run
 */
public record TrainingSpec(
        String name,
        long seed,
        Optional<ReferenceSpec> reference,
        WarmStartSpec warmStart,
        DataSpec data,
        ModelSpec model,
        LearningSpec training,
        List<StopRule> stopWhen,
        boolean endless,
        List<Gate> gates,
        CheckpointSpec checkpoint,
        OwnCode own,
        PackageSpec packaging,
        ReportingSpec reporting,
        DeviceSpec device)
        implements Sampled, Compared, Stopped, WithOwnCode {

    /** Batches whose gradients are averaged for one optimizer step, at least 1. */
    public int batchesPerStep() {
        return training.accumulate().orElseGet(() -> tokensPerStep() / training.batchSize() / context());
    }

    /** The same with batches of so many samples. */
    public TrainingSpec withBatchSize(int samples) {
        return new TrainingSpec(
                name,
                seed,
                reference,
                warmStart,
                data,
                model,
                training.withBatchSize(samples),
                stopWhen,
                endless,
                gates,
                checkpoint,
                own,
                packaging,
                reporting,
                device);
    }

    /** The same with the batch size of a run that goes on, where none is given: what was found for it holds for all of it. */
    public TrainingSpec goingOnWithBatchesOf(TrainingSpec before) {
        return training.givenBatchSize().isPresent()
                ? this
                : before.training.givenBatchSize().map(this::withBatchSize).orElse(this);
    }

    private int tokensPerStep() {
        return training.tokensPerStep()
                .orElseThrow(() -> new IllegalStateException("neither accumulate nor tokensPerStep"));
    }

    private int context() {
        return ((Text) data).context();
    }

    /**
     * Whether the run ends in finite time whatever it measures, or need not.
     *
     * @param completedEpochs milestones up to this epoch are over
     */
    public boolean hasCertainEndAfter(int completedEpochs) {
        return endless || CertainEnd.isSetBy(stopWhen, completedEpochs);
    }

    /** The same with another network and other data. */
    public TrainingSpec with(ModelSpec otherModel, DataSpec otherData) {
        return new TrainingSpec(
                name,
                seed,
                reference,
                warmStart,
                otherData,
                otherModel,
                training,
                stopWhen,
                endless,
                gates,
                checkpoint,
                own,
                packaging,
                reporting,
                device);
    }
}
