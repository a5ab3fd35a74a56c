package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Loss;
import io.jenkins.trainmodel.own.Sample;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A loss of a user's own, which closes the parts it is one of; whoever keeps those lends it out. */
public final class OwnLoss implements SampleLoss {
    private final Guard<Loss> part;
    private final Task task;
    private final DataSignature signature;
    private final OwnParts parts;

    OwnLoss(Guard<Loss> part, Task task, DataSignature signature, OwnParts parts) {
        this.part = part;
        this.task = task;
        this.signature = signature;
        this.parts = parts;
    }

    /**
     * That of a specification, by an object to which nothing was shown before; empty where the loss is that of the task.
     *
     * @param signature what inputs and outputs of the network mean
     * @throws PartException if it cannot be had
     */
    public static Optional<SampleLoss> open(TrainingSpec spec, DataSignature signature) {
        return spec.training().loss().map(part -> open(part, spec, signature));
    }

    private static OwnLoss open(PartSpec part, TrainingSpec spec, DataSignature signature) {
        OwnParts parts = OwnParts.open(spec.own().classpath());
        try {
            return new OwnLoss(parts.create(PartKind.LOSS, part), spec.data().task(), signature, parts);
        } catch (RuntimeException | Error failure) {
            parts.closeAfter(failure);
            throw failure;
        }
    }

    /**
     * Why the loss that a model was trained with cannot be told, in half a sentence; empty where it can, or is that of the task.
     *
     * @param then the class path of its run
     */
    public static Optional<String> absence(TrainingSpec spec, Fingerprints then) throws IOException {
        if (spec.training().loss().isEmpty()) {
            return Optional.empty();
        }
        try (OwnParts parts = OwnParts.open(spec.own().classpath())) {
            return parts.fingerprints().differenceFrom(then);
        } catch (PartException absent) {
            return Optional.of(absent.getMessage());
        }
    }

    @Override
    public void of(float[] outputs, Batch batch, double[] losses, float[] gradient) {
        BatchPredictions predictions = new BatchPredictions(signature, task, batch, outputs);
        int width = predictions.width();
        part.run("of", loss -> {
            for (int sample = 0; sample < batch.size(); sample++) {
                float[] derivatives = new float[width];
                losses[sample] = loss.of(new Learned(predictions, sample), derivatives);
                System.arraycopy(derivatives, 0, gradient, sample * width, width);
            }
        });
    }

    @Override
    public boolean remembers() {
        return part.save().length > 0;
    }

    private record Learned(BatchPredictions of, int sample) implements Sample {
        @Override
        public float[] outputs() {
            return of.learned(sample);
        }

        @Override
        public int label() {
            return of.label(sample);
        }

        @Override
        public float[] targets() {
            return of.wanted(sample);
        }

        @Override
        public double spread(int output) {
            return of.spread(output);
        }
    }

    @Override
    public void close() {
        try {
            parts.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
